import { Page } from "../layout/page.tsx";
import { PickLine } from "../returns/pick-line.tsx";
import { PickTroubles } from "../returns/pick-troubles.tsx";
import { treeOf, untilOf } from "../returns/picked-of-order.ts";
import type { GiftPageView } from "../views.ts";

/** What was given, as whoever was given it sees it: what of it goes back and why, and what is on its way already. */
export function GiftPage({ gift, picked, problems, refused, ...context }: GiftPageView) {
  const { words } = context;
  const title = words.t("gifts.title");
  const left = gift.lines.filter(({ units }) => units > 0);
  const titleOf = (line: number) => {
    const given = gift.lines.find((one) => one.line === line);
    return given?.title ?? given?.sku ?? "";
  };
  return (
    <Page {...context} title={title} footer={<a href="/gift">{words.t("gifts.code.title")}</a>}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t(left.length === 0 ? "gifts.nothing" : "gifts.lead")}</p>
      </section>
      <PickTroubles words={words} refused={refused} problems={problems} titleOf={titleOf} />
      <Announced words={words} gift={gift} />
      {left.length > 0 && (
        <form class="picking" method="get" action={`/gifts/${gift.giftId}/choose`}>
          {left.map((line) => (
            <PickLine
              key={line.line}
              words={words}
              line={line}
              item={line.title ?? line.sku}
              until={untilOf(words, line)}
              tree={treeOf(gift.reasons, line.line)}
              picked={picked.find((one) => one.line === line.line)}
              wrong={problems.filter((one) => one.line === line.line).map(({ kind }) => kind)}
            />
          ))}
          <button class="button" type="submit">
            {words.t("return-portal.pick.continue")}
          </button>
        </form>
      )}
      <p class="small soft">{words.t("gifts.private")}</p>
    </Page>
  );
}

function Announced({ words, gift }: Pick<GiftPageView, "words" | "gift">) {
  const shown = gift.returns.filter(({ state }) => state !== "cancelled" && state !== "expired");
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{words.t("return-portal.announced.title")}</h2>
      <ul class="rows">
        {shown.map(({ returnRequestId, number, state, requestedAt }) => (
          <li key={returnRequestId}>
            <span class="what">
              <a href={`/gifts/${gift.giftId}/returns/${returnRequestId}`}>{number}</a>
              <span class="small soft">{words.date(new Date(requestedAt), "long")}</span>
            </span>
            <span class="tag">{words.t(`return-portal.state.${state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
