import { FaultsOfOrder } from "../claims/faults-of-order.tsx";
import { ContentList } from "../content/content-list.tsx";
import { Page } from "../layout/page.tsx";
import { Announced } from "../returns/announced.tsx";
import { Choices } from "../tracking/choices.tsx";
import { Inbox } from "../tracking/inbox.tsx";
import { OccasionForm } from "../tracking/occasion.tsx";
import { Opening } from "../tracking/opening.tsx";
import { RefundNote } from "../tracking/refund-note.tsx";
import { Timeline } from "../tracking/timeline.tsx";
import type { OrderPageView } from "../views.ts";
import { Items } from "./items.tsx";
import { isOpen, Offers } from "./offers.tsx";
import { Points } from "./points.tsx";
import { ReturnTermsNote } from "./return-terms.tsx";
import { Returns } from "./returns.tsx";

/**
 * An order as its shopper reads it: when it comes and what we do about it, what we have for them, how it travels, what they bought, what came back.
 */
export function OrderPage({
  order,
  offers,
  points,
  tracking,
  contents = [],
  remedy,
  returnTerms,
  returnRequests = [],
  decisions = [],
  claims = [],
  claimRights,
  problem,
  ...context
}: OrderPageView) {
  const { words } = context;
  const past = offers.filter((offer) => !isOpen(offer));
  const footer = <a href="/">{words.t("shopper.look-up-another")}</a>;
  return (
    <Page
      {...context}
      title={words.t("shopper.order.title", { number: order.number })}
      footer={footer}
      contract={order.number}
    >
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      <Opening words={words} order={order} tracking={tracking} />
      <Choices words={words} remedy={remedy} asOf={tracking.asOf} />
      <OccasionForm words={words} tracking={tracking} />
      <RefundNote words={words} tracking={tracking} />
      <Offers words={words} order={order} offers={offers.filter(isOpen)} title={words.t("shopper.offers.open")} />
      <Timeline words={words} order={order} tracking={tracking} />
      <ContentList words={words} orderId={order.orderId} contents={contents} />
      <Items words={words} order={order} />
      <Announced words={words} requests={returnRequests} />
      {decisions.length > 0 && (
        <p class="small">
          <a href={`/orders/${order.orderId}/decisions`}>{words.t("appeals.page.link")}</a>
        </p>
      )}
      <ReturnTermsNote words={words} orderId={order.orderId} {...(returnTerms && { terms: returnTerms })} />
      <FaultsOfOrder words={words} orderId={order.orderId} rights={claimRights} claims={claims} />
      <Returns words={words} order={order} />
      <Points words={words} points={points} />
      <Offers words={words} order={order} offers={past} title={words.t("shopper.offers.past")} />
      <Inbox words={words} tracking={tracking} />
      <Question words={words} tracking={tracking} />
    </Page>
  );
}

/** Who is left with a question writes to a person. */
function Question({ words, tracking }: Pick<OrderPageView, "words" | "tracking">) {
  const { number, questionsTo } = tracking;
  if (questionsTo === undefined) return null;
  const subject = encodeURIComponent(words.t("tracking.ask-subject", { number }));
  return (
    <p>
      <a class="button quiet" href={`mailto:${questionsTo}?subject=${subject}`}>
        {words.t("tracking.ask")}
      </a>
    </p>
  );
}
