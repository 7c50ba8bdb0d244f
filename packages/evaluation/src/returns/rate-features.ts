import { asOfRates } from "@aftercare/learn";
import { binned, pairs } from "./codes.ts";
import { lineAmounts, lineNames } from "./line-names.ts";
import type { Columns, OrderLines } from "./order-lines.ts";

const priceBins = 14;

/**
 * Rates beyond those of single ids: of pairs (item with size, brand with size), each shrunk to the rate of its item or name; rates that
 * fade; an item's rate shrunk to that of its like (same names, similar amount), which says something of items that are new; rates of dates that
 * many lines share, such as a day of registration or a birthday that stands for none.
 */
export function rateFeatures(lines: OrderLines, plain: Columns): Columns {
  const { time, returned, lag } = lines;
  const columns: Columns = {};
  const names = lineNames(lines);
  const itemRate = plain["item rate"]!;
  const rate = (ids: readonly string[], strength: number, prior: Float64Array, halfLife = Number.POSITIVE_INFINITY) =>
    asOfRates(ids, time, returned, { lag, strength, prior, halfLife }).rate;
  for (const [k, name] of names.entries()) {
    columns[`item and ${name} rate`] = rate(pairs(lines.item, lines.names[name]!), 20, itemRate);
    for (const other of names.slice(k + 1)) {
      const ids = pairs(lines.names[name]!, lines.names[other]!);
      columns[`${name} and ${other} rate`] = rate(ids, 20, plain[`${name} rate`]!);
    }
  }
  columns["shopper rate of late"] = rate(lines.shopper, 3, plain["shopper rate"]!, 60);
  columns["item rate of late"] = rate(lines.item, 10, itemRate, 30);
  addLikeness(lines, names, plain, rate, columns);
  for (const [name, ages] of Object.entries(lines.ages)) {
    const dates = ages.map((age, i) => Math.floor(time[i]! - age));
    columns[name] = dates;
    columns[`${name} rate`] = asOfRates(Array.from(dates, String), time, returned, { lag, strength: 20 }).rate;
  }
  return columns;
}

function addLikeness(
  lines: OrderLines,
  names: readonly string[],
  plain: Columns,
  rate: (ids: readonly string[], strength: number, prior: Float64Array) => Float64Array,
  columns: Columns,
): void {
  const [amount] = lineAmounts(lines);
  if (amount === undefined) return;
  const bins = binned(lines.amounts[amount]!, priceBins);
  let alike: string[] = bins;
  let prior = asOfRates(bins, lines.time, lines.returned, { lag: lines.lag, strength: 50 }).rate;
  columns[`${amount} rate`] = prior;
  for (const name of names) {
    const cells = lines.names[name]!;
    columns[`${name} and ${amount} rate`] = rate(pairs(cells, bins), 20, plain[`${name} rate`]!);
    alike = pairs(alike, cells);
    prior = rate(alike, 20, prior);
  }
  columns["rate of the like"] = prior;
  columns["item rate beside its like"] = rate(lines.item, 15, prior);
}
