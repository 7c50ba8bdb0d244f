import { freezeLines, type OrderPromotion } from "../orders/index.ts";
import type { Fault, RecordOf } from "./batch.ts";

type Order = RecordOf<"order">;

/** The promotions of an order with what each took off its lines: where it does not say, the order's own discount as it was shared out. */
export function promotionsOf({ promotions = [], lines, discount }: Order): OrderPromotion[] {
  if (promotions.length === 0) return [];
  const frozen = freezeLines(lines, discount);
  const ofOrder = frozen.flatMap(({ discount: all }, index) => {
    const amount = all - (lines[index]?.discount ?? 0n);
    return amount > 0n ? [{ line: index + 1, amount }] : [];
  });
  return promotions.map(({ id, title, needs, lines: shares }) => ({
    ...{ key: id, needs, lines: shares ?? ofOrder },
    ...(title !== undefined && { title }),
  }));
}

/** What promotions say that cannot be: discounts that are not there, and lines that the order does not have. */
export function checkPromotions(order: Order): Fault | undefined {
  const { promotions = [], lines, discount = 0n } = order;
  if (promotions.length === 0) return undefined;
  const ofOrder = promotions.findIndex((promotion) => promotion.lines === undefined);
  if (ofOrder >= 0 && discount === 0n)
    return { field: `promotions/${ofOrder}/lines`, reason: "is missing; say what it took off which lines" };
  const second = promotions.findIndex((promotion, i) => i > ofOrder && promotion.lines === undefined);
  if (ofOrder >= 0 && second >= 0)
    return { field: `promotions/${second}/lines`, reason: "is missing a second time; only one can be the order's own" };
  const frozen = freezeLines(lines, discount);
  const left = frozen.map((line) => line.discount);
  const planned = promotionsOf(order);
  for (const [index, promotion] of promotions.entries()) {
    const field = `promotions/${index}`;
    const unknown = [...(promotion.needs.lines ?? []), ...(promotion.lines ?? []).map(({ line }) => line)].find(
      (line) => line > lines.length,
    );
    if (unknown !== undefined) return { field, reason: `names line ${unknown}; the order has ${lines.length}` };
    for (const { line, amount } of planned[index]?.lines ?? []) {
      const rest = (left[line - 1] ?? 0n) - amount;
      if (rest < 0n) return { field, reason: `takes more off line ${line} than its discount; send its share of that` };
      left[line - 1] = rest;
    }
  }
  return undefined;
}
