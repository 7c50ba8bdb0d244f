import { asOfRates } from "@aftercare/learn";
import type { OrderLines } from "./lines.ts";

/** Columns with their names, one entry for each line. */
export type Columns = Record<string, Float64Array>;

/** Days after which it is known whether a line came back. */
export const labelLag = 30;

/**
 * The features of the references: how often the shopper, the item and each further name led to returns as far as that was known at the
 * order, with how much that rests on; amounts; ages; the size of the order.
 */
export function plainFeatures(lines: OrderLines): Columns {
  const columns: Columns = {};
  const rates = (name: string, ids: readonly string[], strength: number) => {
    const { rate, count } = asOfRates(ids, lines.time, lines.returned, { lag: labelLag, strength });
    columns[`${name} rate`] = rate;
    return count;
  };
  columns["shopper outcomes"] = rates("shopper", lines.shopper, 5).map(Math.log1p);
  columns["item outcomes"] = rates("item", lines.item, 20).map(Math.log1p);
  for (const [name, cells] of Object.entries(lines.names)) rates(name, cells, 50);
  for (const [name, values] of Object.entries(lines.amounts)) columns[name] = values;
  for (const [name, values] of Object.entries(lines.ages)) columns[`${name} age`] = values;
  const sizes = Map.groupBy(lines.order, (order) => order);
  columns["lines in order"] = Float64Array.from(lines.order, (order) => Math.log(sizes.get(order)!.length));
  return columns;
}
