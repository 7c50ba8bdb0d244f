import { Page } from "../layout/page.tsx";
import { PickLine } from "../returns/pick-line.tsx";
import { PickTroubles } from "../returns/pick-troubles.tsx";
import { paidFor, titleOf, treeOf } from "../returns/picked-of-order.ts";
import type { ClaimRights, PageContext, PickFaultView } from "../views.ts";

/** What is faulty, how much of it, and what is wrong: a plain form whose answers stand in the address of the next page. */
export function PickFaultPage({ order, rights, reasons, picked, problems, refused, ...context }: PickFaultView) {
  const { words } = context;
  const title = words.t("faults.pick.title");
  const left = rights.lines.filter(({ units }) => units > 0);
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer} contract={order.number}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">
          {left.length === 0 ? words.t("faults.pick.nothing") : words.t("faults.pick.lead", { number: order.number })}
        </p>
      </section>
      <PickTroubles
        words={words}
        refused={refused}
        problems={problems}
        titleOf={(line) => titleOf(order, line)}
        isFault
      />
      {left.length > 0 && (
        <form class="picking" method="get" action={`/orders/${order.orderId}/claim/choose`}>
          {left.map((line) => (
            <PickLine
              key={line.line}
              words={words}
              line={line}
              item={titleOf(order, line.line)}
              price={paidFor(order, line.line)}
              until={untilOf(words, rights, line)}
              tree={faultsOf(reasons, line.line)}
              picked={picked.find((one) => one.line === line.line)}
              wrong={problems.filter((one) => one.line === line.line).map(({ kind }) => kind)}
              isFault
            />
          ))}
          <button class="button" type="submit">
            {words.t("return-portal.pick.continue")}
          </button>
        </form>
      )}
      <p class="small soft">
        {words.t("faults.pick.return")} <a href={`/orders/${order.orderId}/return`}>{words.t("return-portal.link")}</a>
      </p>
    </Page>
  );
}

/** What can be wrong with it; what does not suit is no fault. */
function faultsOf(reasons: PickFaultView["reasons"], line: number) {
  const tree = treeOf(reasons, line);
  if (!tree) return undefined;
  const branches = tree.branches.map((branch) => ({
    ...branch,
    reasons: branch.reasons.filter(({ isFaulty }) => isFaulty),
  }));
  return { ...tree, branches: branches.filter(({ reasons }) => reasons.length > 0) };
}

function untilOf(words: PageContext["words"], { arrival }: ClaimRights, { law }: ClaimRights["lines"][number]): string {
  if (law.standing === "none" || law.until === undefined) return words.t("faults.pick.none");
  if (law.standing === "over") return words.t("faults.pick.over");
  if (arrival === "on-its-way") return words.t("faults.pick.on-its-way");
  const day = words.date(law.until, "long");
  return words.t(arrival === "assumed" ? "faults.pick.until-about" : "faults.pick.until", { day });
}
