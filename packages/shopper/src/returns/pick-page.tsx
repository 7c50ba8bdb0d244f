import { Page } from "../layout/page.tsx";
import type { PickReturnView } from "../views.ts";
import { PickLine } from "./pick-line.tsx";
import { PickTroubles } from "./pick-troubles.tsx";
import { paidFor, titleOf, treeOf, untilOf } from "./picked-of-order.ts";

/** What goes back, how much of it, and why: a plain form whose answers stand in the address of the next page. */
export function PickReturnPage({ order, terms, reasons, picked, problems, refused, ...context }: PickReturnView) {
  const { words } = context;
  const title = words.t("return-portal.pick.title");
  const left = terms.lines.filter(({ units }) => units > 0);
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer} contract={order.number}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">
          {left.length === 0
            ? words.t("return-portal.pick.nothing")
            : words.t("return-portal.pick.lead", { number: order.number })}
        </p>
      </section>
      <PickTroubles words={words} refused={refused} problems={problems} titleOf={(line) => titleOf(order, line)} />
      {left.length > 0 && (
        <form class="picking" method="get" action={`/orders/${order.orderId}/return/choose`}>
          {left.map((line) => (
            <PickLine
              key={line.line}
              words={words}
              line={line}
              item={titleOf(order, line.line)}
              price={paidFor(order, line.line)}
              until={untilOf(words, line)}
              tree={treeOf(reasons, line.line)}
              picked={picked.find((one) => one.line === line.line)}
              wrong={problems.filter((one) => one.line === line.line).map(({ kind }) => kind)}
            />
          ))}
          <button class="button" type="submit">
            {words.t("return-portal.pick.continue")}
          </button>
        </form>
      )}
      <p class="small soft">
        {words.t("faults.late")} <a href={`/orders/${order.orderId}/claim`}>{words.t("faults.link")}</a>
      </p>
      <p class="small soft">
        {words.t("return-portal.pick.withdraw")}{" "}
        <a href={`/withdraw?order=${encodeURIComponent(order.number)}`}>{words.t("withdrawals.link")}</a>
      </p>
    </Page>
  );
}
