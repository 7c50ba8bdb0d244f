import { asOfRates } from "@aftercare/learn";
import { pairs } from "./codes.ts";
import { lineNames } from "./line-names.ts";
import type { Columns, OrderLines } from "./order-lines.ts";
import { meanBefore } from "./replay-lines.ts";

/** Share of the lines whose name must be a step of some system of sizes. */
const mostly = 0.5;

/**
 * Of names that have an order, such as sizes: the system (letters, shoes, years of a child) and the step within it; how far that is from
 * what the item is usually ordered in, and from what the shopper usually orders in this system; how often the system comes back.
 */
export function sizeFeatures(lines: OrderLines): Columns {
  const { time, lag } = lines;
  const columns: Columns = {};
  for (const name of lineNames(lines)) {
    const steps = lines.names[name]!.map(stepOf);
    if (steps.filter((each) => each !== undefined).length < mostly * steps.length) continue;
    const value = Float64Array.from(steps, (each) => each?.value ?? Number.NaN);
    const system = steps.map((each, i) => each?.system ?? lines.names[name]![i]!);
    const rates = asOfRates(system, time, lines.returned, { lag, strength: 50 }).rate;
    columns[`${name} step`] = value;
    for (const [who, ids] of [["item", lines.item] as const, ["shopper", lines.shopper] as const]) {
      const usual = meanBefore(time, pairs(ids, system), value);
      columns[`${name} step by ${who}`] = value.map((each, i) => each - usual[i]!);
    }
    columns[`${name} system rate`] = rates;
  }
  return columns;
}

/** Where a size stands in its system; undefined for what is no size. Numbers of different ranges measure different things. */
export function stepOf(size: string): { readonly system: string; readonly value: number } | undefined {
  const letters = /^(?:(x*)s|m|(x*)l|(\d)xl)$/.exec(size);
  if (letters) {
    const [, small, large, times] = letters;
    if (small !== undefined) return { system: "letters", value: -1 - small.length };
    if (large !== undefined) return { system: "letters", value: 1 + large.length };
    return { system: "letters", value: times === undefined ? 0 : 1 + Number(times) };
  }
  const number = /^(\d+(?:[.,]\d+)?)(\+|½)?/.exec(size);
  if (!number) return undefined;
  const value = Number(number[1]!.replace(",", ".")) + (number[2] ? 0.5 : 0);
  const range = [30, 60, 1000].findIndex((end) => value < end);
  return { system: `numbers ${range}`, value };
}
