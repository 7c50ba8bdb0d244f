import { returnReasonName } from "@aftercare/messages";
import { Asking } from "../decisions/asking.tsx";
import { ExchangedFor } from "../exchanges/exchanged-for.tsx";
import { Page } from "../layout/page.tsx";
import type { ReturnRequestPageView } from "../views.ts";
import { NextSteps } from "./next-steps.tsx";
import { Photos } from "./photos.tsx";

/** A return that was announced: how it goes back, what comes next, where it stands, and the way to call it off. */
export function ReturnRequestPage(view: ReturnRequestPageView) {
  const { order, request, exchange, photos, isKnown = false, problem, ...context } = view;
  const { words } = context;
  const standing = standingOf(view);
  const title = words.t(`return-portal.request.title.${standing}`);
  const { number } = request;
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer} contract={order.number} takesPhotos={photos !== undefined}>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      {isKnown && (
        <div class="notice" role="status">
          <p>{words.t("return-portal.request.known")}</p>
        </div>
      )}
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead num">{words.t("return-portal.request.number", { number, order: order.number })}</p>
        {request.declined !== undefined && (
          <p>{words.t("return-portal.request.declined", { because: request.declined })}</p>
        )}
      </section>
      <LookedAtAgain {...view} />
      {standing === "closed-empty" && <p>{words.t("return-portal.request.next.closed-empty")}</p>}
      {isOfShop(request) ? (
        <p>{words.t("return-portal.request.of-shop")}</p>
      ) : (
        <NextSteps words={words} request={request} />
      )}
      <Instead {...view} />
      <Money {...view} />
      {photos && (request.state === "open" || request.state === "requested") && (
        <Photos
          words={words}
          order={order}
          address={`/orders/${order.orderId}/returns/${request.returnRequestId}/photos`}
          lead={words.t("return-portal.photos.lead")}
          photos={photos}
        />
      )}
      <Goods {...view} />
      <CallOff {...view} />
    </Page>
  );
}

type Standing = ReturnRequestPageView["request"]["state"] | "appealed" | "closed-empty";

/** Where none of it is going back, or came: it was only asked for, declined, or called off. */
const noneBack: readonly Standing[] = ["requested", "appealed", "declined", "cancelled", "expired", "closed-empty"];

/** The shop's own system has it, says what to do, and can call it off: what is done with it here is done here alone. */
function isOfShop({ announcedIn, closedAt }: ReturnRequestPageView["request"]): boolean {
  return announcedIn !== undefined && closedAt === undefined;
}

/** Its state, unless that says too little: somebody looks at it again, or nothing was done of which it could be said that it is. */
function standingOf({ request, decline }: ReturnRequestPageView): Standing {
  const { state, settled, lines } = request;
  if (state === "declined" && decline?.appeal?.state === "open") return "appealed";
  if (state === "closed" && settled === 0 && lines.every(({ received }) => received === 0)) return "closed-empty";
  return state;
}

/** What a person declined can be looked at by another; what that person said stays on the page of what goes on. */
function LookedAtAgain({ words, request, decline }: ReturnRequestPageView) {
  if (decline === undefined || (request.state !== "declined" && decline.appeal === undefined)) return null;
  const { adverseDecisionId, canAppeal } = decline;
  const action = `/orders/${request.orderId}/returns/${request.returnRequestId}/appeals/${adverseDecisionId}`;
  return (
    <section class="stack">
      {canAppeal && (
        <div>
          <h2>{words.t("appeals.page.see-otherwise")}</h2>
          <p>{words.t("appeals.page.how")}</p>
        </div>
      )}
      <Asking words={words} decision={decline} action={action} />
    </section>
  );
}

/** What it is exchanged for is chosen on a page of its own, and said here once it is, lest it be chosen again. */
function Instead(view: ReturnRequestPageView) {
  const { words, request, exchange } = view;
  const { resolution, orderId, returnRequestId } = request;
  // Nothing is given for what does not come back.
  if (resolution !== "exchange" || (!exchange && noneBack.includes(standingOf(view)))) return null;
  const at = `/orders/${orderId}/returns/${returnRequestId}/exchange`;
  if (!exchange)
    return (
      <p>
        <a class="button" href={at}>
          {words.t("exchanges.page.open")}
        </a>
      </p>
    );
  return (
    <section>
      <h2>{words.t("exchanges.page.chosen")}</h2>
      <ExchangedFor words={words} exchange={exchange} />
      <p>
        <a class={exchange.state === "awaiting-payment" ? "button" : "button quiet"} href={at}>
          {words.t("exchanges.page.follow")}
        </a>
      </p>
    </section>
  );
}

function Goods(view: ReturnRequestPageView) {
  const { words, order, request } = view;
  const standing = standingOf(view);
  const isBack = standing === "received" || standing === "closed";
  const title = isBack ? "return-portal.request.goods.back" : "return-portal.choose.lines";
  return (
    <section>
      <h2>{words.t(noneBack.includes(standing) ? "return-portal.request.goods.about" : title)}</h2>
      <ul class="rows">
        {request.lines.map(({ line, quantity, received, sku, title, reason }) => (
          <li key={line}>
            <span class="what">
              <b>
                {quantity > 1 && `${words.number(quantity)} × `}
                {order.lines.find((one) => one.line === line)?.title ?? title ?? sku}
              </b>
              <span class="small soft">{returnReasonName(words, reason)}</span>
            </span>
            {received > 0 && (
              <span class="small soft">{words.t("return-portal.request.came", { received, quantity })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is still to come, and what was promised back so far. */
function Money({ words, request }: ReturnRequestPageView) {
  const { settled, fee, due = 0, dueBonus = 0, resolution, currency, state } = request;
  const money = (amount: number) => words.money({ amount, currency });
  return (
    <>
      {settled > 0 && (
        <section class="notice">
          <strong>{words.t(`return-portal.request.settled.${resolution}`, { amount: money(settled) })}</strong>
          {fee > 0 && <p>{words.t("return-portal.request.fee", { fee: money(fee) })}</p>}
        </section>
      )}
      {due > 0 && !isOfShop(request) && (
        <section>
          <h2>{words.t(state === "requested" ? "return-portal.request.would-get" : "return-portal.choose.what")}</h2>
          <dl class="sums">
            <dt>{words.t(`return-portal.choose.${resolution}.name`)}</dt>
            <dd class="num">{money(due)}</dd>
          </dl>
          {dueBonus > 0 && (
            <span class="tag good">{words.t("return-portal.choose.bonus", { amount: money(dueBonus) })}</span>
          )}
        </section>
      )}
    </>
  );
}

/** Asked once more in the same place: a slip of the thumb would make the label worthless. */
function CallOff({ words, request }: ReturnRequestPageView) {
  const { state, settled, orderId, returnRequestId } = request;
  if ((state !== "open" && state !== "requested") || settled > 0 || isOfShop(request)) return null;
  return (
    <details class="call-off">
      <summary>{words.t("return-portal.request.cancel")}</summary>
      <form class="stack" method="post" action={`/orders/${orderId}/returns/${returnRequestId}/cancel`}>
        <p>
          <b>{words.t("return-portal.request.cancel-sure")}</b>{" "}
          {state === "open" && words.t("return-portal.request.cancel-note")}
        </p>
        <button class="button quiet" type="submit">
          {words.t("return-portal.request.cancel-yes")}
        </button>
      </form>
    </details>
  );
}
