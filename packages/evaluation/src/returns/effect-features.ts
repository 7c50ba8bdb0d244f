import {
  asOfRates,
  fitRandomEffects,
  linearRandomEffects,
  type RandomEffectsModel,
  randomEffect,
} from "@aftercare/learn";
import type { OrderLines } from "./lines.ts";
import { lineNames, meanOfOthers } from "./order-features.ts";
import { type Columns, labelLag } from "./plain-features.ts";

/** Days between two fits of the effects, and before the first. */
const refitDays = 7;
const warmUpDays = 38;

/**
 * Rates of pairs (item with size, brand with size), each shrunk to the rate of its item or name, and rates that fade; then the
 * effects of shopper, item and all else told apart, refitted weekly on the outcomes known by then, so that each line's figures come
 * from a model that has not seen it.
 */
export function effectFeatures(lines: OrderLines, plain: Columns): Columns {
  const columns: Columns = {};
  const names = lineNames(lines);
  const itemRate = plain["item rate"]!;
  const rate = (ids: readonly string[], strength: number, prior: Float64Array, halfLife = Number.POSITIVE_INFINITY) =>
    asOfRates(ids, lines.time, lines.returned, { lag: labelLag, strength, prior, halfLife }).rate;
  for (const [k, name] of names.entries()) {
    columns[`item and ${name} rate`] = rate(pairs(lines.item, lines.names[name]!), 20, itemRate);
    for (const other of names.slice(k + 1)) {
      const ids = pairs(lines.names[name]!, lines.names[other]!);
      columns[`${name} and ${other} rate`] = rate(ids, 20, plain[`${name} rate`]!);
    }
  }
  columns["shopper rate of late"] = rate(lines.shopper, 3, plain["shopper rate"]!, 60);
  columns["item rate of late"] = rate(lines.item, 10, itemRate, 30);
  return { ...columns, ...weeklyEffects(lines, names) };
}

function weeklyEffects(lines: OrderLines, names: readonly string[]): Columns {
  const ids = factorsOf(lines, names);
  const factors = ids.map((each) => coded(each));
  const n = lines.time.length;
  const empty = () => new Float64Array(n).fill(Number.NaN);
  const columns = {
    "all effects": empty(),
    "shopper effect": empty(),
    "item effect": empty(),
    "other effects": empty(),
  };
  let model: RandomEffectsModel | undefined;
  let next = 0;
  const first = lines.time[0]!;
  for (let week = first + warmUpDays; next < n; week += refitDays) {
    const known = countUntil(lines.time, week - labelLag);
    if (known > 0) {
      const rows = Int32Array.from({ length: known }, (_, i) => i);
      model = fitRandomEffects(factors, lines.returned, { rows, ...(model ? { like: model, rounds: 5 } : {}) });
    }
    for (; next < n && lines.time[next]! < week + refitDays; next++) {
      if (!model || lines.time[next]! < week) continue;
      const levels = factors.map((factor) => factor[next]!);
      // The constant moves with the season; ranks within a week must not.
      const all = linearRandomEffects(model, levels) - model.intercept;
      const shopper = randomEffect(model, 0, levels[0]!);
      const item = [1, ...names.map((_, k) => 2 + k)].reduce((sum, f) => sum + randomEffect(model!, f, levels[f]!), 0);
      columns["all effects"][next] = all;
      columns["shopper effect"][next] = shopper;
      columns["item effect"][next] = item;
      columns["other effects"][next] = all - shopper - item;
    }
  }
  return {
    ...columns,
    "item effect of others": meanOfOthers(
      lines,
      columns["item effect"].map((each) => each || 0),
    ),
    "effects of others": meanOfOthers(
      lines,
      columns["all effects"].map((each) => each || 0),
    ),
  };
}

/** Shopper, item, names of the line; then names of the shopper, amounts and ages in bins, and the make-up of the order. */
function factorsOf(lines: OrderLines, names: readonly string[]): (readonly string[])[] {
  const others = Object.keys(lines.names).filter((name) => !names.includes(name));
  const count = (keys: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return keys.map((key) => String(Math.min(8, counts.get(key)!)));
  };
  const inOrder = pairs(lines.order, lines.item);
  return [
    lines.shopper,
    lines.item,
    ...names.map((name) => lines.names[name]!),
    ...others.map((name) => lines.names[name]!),
    ...Object.values(lines.amounts).map((values) => binned(values, 20)),
    ...Object.values(lines.ages).map((values) => binned(values, 12)),
    count(lines.order),
    pairs(
      count(inOrder),
      names
        .map((name) => count(pairs(inOrder, lines.names[name]!)))
        .reduce(
          pairs,
          inOrder.map(() => ""),
        ),
    ),
  ];
}

function pairs(a: readonly string[], b: readonly string[]): string[] {
  return a.map((each, i) => `${each}\n${b[i]}`);
}

function binned(values: Float64Array, bins: number): string[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const edges = Array.from({ length: bins - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / bins)]!);
  return Array.from(values, (value) =>
    Number.isNaN(value) ? "missing" : String(edges.filter((edge) => value > edge).length),
  );
}

function coded(ids: readonly string[]): Int32Array {
  const codes = new Map<string, number>();
  return Int32Array.from(ids, (id) => {
    const code = codes.get(id) ?? codes.size;
    codes.set(id, code);
    return code;
  });
}

function countUntil(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
