import { LearnError, requireSome } from "../errors/index.ts";

/**
 * What shoppers bought together, oldest first, in three flat lists: the baskets of shopper `s` are
 * `basketStarts[s] … basketStarts[s + 1] − 1`, the distinct items of basket `b` are
 * `lines[lineStarts[b] … lineStarts[b + 1] − 1]`. Shoppers and items are whole numbers from 0.
 */
export interface BasketLog {
  readonly shoppers: number;
  readonly items: number;
  readonly basketStarts: Int32Array;
  readonly lineStarts: Int32Array;
  readonly lines: Int32Array;
  /** The day of each basket (any origin, never decreasing within a shopper), or undefined where only the order is known. */
  readonly days: Float64Array | undefined;
}

/**
 * Builds a log from `histories[shopper][basket]`, a list of items; an item named twice in a basket counts once, and a shopper
 * may have no baskets. `days[shopper][basket]` goes along where times are known.
 * @param items number of items in the catalogue; every item must be a whole number below it
 * @throws LearnError naming `histories`, `items` or `days`
 */
export function basketLog(
  histories: readonly (readonly ArrayLike<number>[])[],
  items: number,
  days?: readonly ArrayLike<number>[],
): BasketLog {
  requireSome("histories", histories);
  if (!Number.isSafeInteger(items) || items < 1) throw new LearnError("items", `is ${items}; at least 1 is needed`);
  let baskets = 0;
  let most = 0;
  for (const history of histories) {
    baskets += history.length;
    for (const basket of history) most += basket.length;
  }
  const basketStarts = new Int32Array(histories.length + 1);
  const lineStarts = new Int32Array(baskets + 1);
  const lines = new Int32Array(most);
  const seenIn = new Int32Array(items).fill(-1);
  let basket = 0;
  let line = 0;
  for (const [shopper, history] of histories.entries()) {
    for (const [position, bought] of history.entries()) {
      if (bought.length === 0)
        throw new LearnError("histories", `basket ${position} of shopper ${shopper} is empty; leave it out`);
      for (let k = 0; k < bought.length; k++) {
        const item = bought[k]!;
        if (!Number.isSafeInteger(item) || item < 0 || item >= items) throw unknownItem(item, items, position, shopper);
        if (seenIn[item] === basket) continue;
        seenIn[item] = basket;
        lines[line++] = item;
      }
      lineStarts[++basket] = line;
    }
    basketStarts[shopper + 1] = basket;
  }
  return {
    shoppers: histories.length,
    items,
    basketStarts,
    lineStarts,
    lines: lines.slice(0, line),
    days: days && flatDays(histories, days, baskets),
  };
}

function unknownItem(item: number, items: number, position: number, shopper: number): LearnError {
  return new LearnError(
    "histories",
    `basket ${position} of shopper ${shopper} names item ${item}; items are whole numbers from 0 to ${items - 1}`,
  );
}

function flatDays(
  histories: readonly (readonly unknown[])[],
  days: readonly ArrayLike<number>[],
  baskets: number,
): Float64Array {
  const flat = new Float64Array(baskets);
  let basket = 0;
  for (const [shopper, history] of histories.entries()) {
    const own = days[shopper];
    if (own?.length !== history.length)
      throw new LearnError("days", `shopper ${shopper} has ${own?.length ?? 0} days for ${history.length} baskets`);
    for (let k = 0; k < own.length; k++) {
      const day = own[k]!;
      if (!Number.isFinite(day) || (k > 0 && day < own[k - 1]!))
        throw new LearnError("days", `day ${k} of shopper ${shopper} is ${day}; finite days, oldest first, are needed`);
      flat[basket++] = day;
    }
  }
  return flat;
}
