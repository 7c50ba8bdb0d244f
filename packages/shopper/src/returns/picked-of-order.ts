import type { Order, PageContext, ReturnReasons } from "../views.ts";

/** What a line of an order is called. */
export function titleOf(order: Order, line: number): string {
  const bought = order.lines.find((one) => one.line === line);
  return bought?.title ?? bought?.sku ?? "";
}

/** What one more unit of a line was paid with. */
export function paidFor({ lines, currency }: Order, line: number): { amount: number; currency: string } {
  return { amount: lines.find((one) => one.line === line)?.nextUnitPaid ?? 0, currency };
}

/** The reasons there are for a line, by what kind of thing it is. */
export function treeOf({ lines, trees }: ReturnReasons, line: number): ReturnReasons["trees"][number] | undefined {
  const kind = lines.find((one) => one.line === line)?.tree;
  return trees.find(({ tree }) => tree === kind);
}

/** Until when a line can go back without asking anybody. */
export function untilOf(
  words: PageContext["words"],
  { isOpen, until }: { readonly isOpen: boolean; readonly until?: string | undefined },
): string {
  if (!isOpen) return words.t("return-portal.pick.over");
  return until === undefined
    ? words.t("returns.not-arrived")
    : words.t("return-portal.pick.until", { day: words.date(until, "long") });
}
