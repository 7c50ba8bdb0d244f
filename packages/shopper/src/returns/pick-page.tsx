import { Page } from "../layout/page.tsx";
import type { PageContext, PickReturnView, ReturnTerms } from "../views.ts";
import { PickLine } from "./pick-line.tsx";

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
      {refused && (
        <div class="notice bad" role="alert">
          <strong>{refused.title}</strong>
          <p>{refused.detail}</p>
        </div>
      )}
      {problems.length > 0 && (
        <div class="notice bad" role="alert">
          <strong>{words.t("return-portal.pick.problem.title")}</strong>
          <ul>
            {problems.map(({ kind, line, units = 0 }) => {
              const item = titleOf(order, line);
              return (
                <li key={`${kind} ${line}`}>
                  <a href={`#${kind === "nothing" ? "line" : kind}-${line}`}>
                    {words.t(`return-portal.pick.problem.${kind}`, { item, units })}
                  </a>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {left.length > 0 && (
        <form class="picking" method="get" action={`/orders/${order.orderId}/return/choose`}>
          {left.map((line) => (
            <PickLine
              key={line.line}
              words={words}
              order={order}
              line={line}
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

function titleOf(order: PickReturnView["order"], line: number): string {
  const bought = order.lines.find((one) => one.line === line);
  return bought?.title ?? bought?.sku ?? "";
}

function treeOf(reasons: PickReturnView["reasons"], line: number) {
  const kind = reasons.lines.find((one) => one.line === line)?.tree;
  return reasons.trees.find(({ tree }) => tree === kind);
}

function untilOf(words: PageContext["words"], { isOpen, until }: ReturnTerms["lines"][number]): string {
  if (!isOpen) return words.t("return-portal.pick.over");
  return until === undefined
    ? words.t("returns.not-arrived")
    : words.t("return-portal.pick.until", { day: words.date(until, "long") });
}
