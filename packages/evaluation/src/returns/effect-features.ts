import { fitRandomEffects, linearRandomEffects, type RandomEffectsModel, randomEffect } from "@aftercare/learn";
import { binned, coded, counted, pairs } from "./codes.ts";
import { lineAmounts, lineNames } from "./line-names.ts";
import { meanOfOthers } from "./order-features.ts";
import type { Columns, OrderLines } from "./order-lines.ts";

/** Days between two fits of the effects: a week, longer where the lines span more than a year. */
const refitDays = 7;
const mostFits = 52;
/** Days of known outcomes before the first fit. */
const warmUpDays = 8;
const amountBins = 20;
const ageBins = 12;
const mostAlike = 8;

/**
 * The effects of shopper, item and all else told apart, refitted weekly on the outcomes known by then, so that each line's figures come
 * from a model that has not seen it.
 */
export function effectFeatures(lines: OrderLines): Columns {
  const names = lineNames(lines);
  const factors = factorsOf(lines, names).map((ids) => coded(ids));
  const n = lines.time.length;
  const empty = () => new Float64Array(n).fill(Number.NaN);
  const [all, shopper, item, other] = [empty(), empty(), empty(), empty()];
  const outcomes = lines.returned.map((each) => (Number.isNaN(each) ? 0 : each));
  const first = lines.time[0]!;
  const step = Math.max(refitDays, (lines.time.at(-1)! - first) / mostFits);
  let model: RandomEffectsModel | undefined;
  let next = 0;
  for (let week = first + lines.lag + warmUpDays; next < n; week += step) {
    const known = knownBy(lines, week);
    if (known.length > 0) {
      model = fitRandomEffects(factors, outcomes, { rows: known, ...(model ? { like: model, rounds: 5 } : {}) });
    }
    for (; next < n && lines.time[next]! < week + step; next++) {
      if (!model || lines.time[next]! < week) continue;
      const levels = factors.map((factor) => factor[next]!);
      // The constant moves with the season; ranks within a week must not.
      all[next] = linearRandomEffects(model, levels) - model.intercept;
      shopper[next] = randomEffect(model, 0, levels[0]!);
      item[next] = levels
        .slice(1, 2 + names.length)
        .reduce((sum, level, k) => sum + randomEffect(model!, 1 + k, level), 0);
      other[next] = all[next]! - shopper[next]! - item[next]!;
    }
  }
  return {
    "all effects": all,
    "shopper effect": shopper,
    "item effect": item,
    "other effects": other,
    "item effect of others": meanOfOthers(lines, item),
    "effects of others": meanOfOthers(lines, all),
  };
}

/**
 * Shopper, item, names of the line; then names of the shopper, amounts and ages in bins, days that ages began, pairs of all these, and the
 * make-up of the order. Factors that do not matter get no variance.
 */
function factorsOf(lines: OrderLines, names: readonly string[]): (readonly string[])[] {
  const others = Object.keys(lines.names).filter((name) => !names.includes(name));
  const ages = Object.values(lines.ages);
  const amounts = lineAmounts(lines).map((name) => binned(lines.amounts[name]!, amountBins));
  const ageGroups = ages.map((values) => binned(values, ageBins));
  const cells = names.map((name) => lines.names[name]!);
  const few = (ids: readonly string[]) => counted(ids).map((count) => String(Math.min(mostAlike, count)));
  const inOrder = pairs(lines.order, lines.item);
  return [
    lines.shopper,
    lines.item,
    ...cells,
    ...others.map((name) => lines.names[name]!),
    ...Object.values(lines.amounts).map((values) => binned(values, amountBins)),
    ...ageGroups,
    ...ages.map((values) => Array.from(values, (age, i) => String(Math.floor(lines.time[i]! - age)))),
    ...cells.flatMap((each, k) => cells.slice(k + 1).map((another) => pairs(each, another))),
    ...amounts.slice(0, 1).flatMap((bins) => cells.map((each) => pairs(each, bins))),
    ...ageGroups.flatMap((bins) => cells.map((each) => pairs(each, bins))),
    few(lines.order),
    cells.map((each) => few(pairs(inOrder, each))).reduce(pairs, few(inOrder)),
  ];
}

/** Lines, by position, whose outcome is known by this time. */
function knownBy({ time, lag, returned }: OrderLines, now: number): number[] {
  const known: number[] = [];
  for (let i = 0; i < time.length && time[i]! + lag <= now; i++) if (!Number.isNaN(returned[i]!)) known.push(i);
  return known;
}
