import { asOfRates } from "@aftercare/learn";
import { counted } from "./codes.ts";
import type { Columns, OrderLines } from "./order-lines.ts";

/**
 * The features of the references: how often the shopper, the item and each further name led to returns as far as that was known at the
 * order, with how much that rests on; amounts, on a log scale where none is negative; ages; the size of the order.
 */
export function plainFeatures(lines: OrderLines): Columns {
  const { lag } = lines;
  const columns: Columns = {};
  const rates = (name: string, ids: readonly string[], strength: number) => {
    const { rate, count } = asOfRates(ids, lines.time, lines.returned, { lag, strength });
    columns[`${name} rate`] = rate;
    return count;
  };
  columns["shopper outcomes"] = rates("shopper", lines.shopper, 5).map(Math.log1p);
  columns["item outcomes"] = rates("item", lines.item, 20).map(Math.log1p);
  for (const [name, cells] of Object.entries(lines.names)) rates(name, cells, 50);
  for (const [name, values] of Object.entries(lines.amounts)) columns[name] = logged(values);
  for (const [name, values] of Object.entries(lines.ages)) columns[`${name} age`] = values;
  columns["lines in order"] = Float64Array.from(counted(lines.order), Math.log);
  return columns;
}

function logged(values: Float64Array): Float64Array {
  return values.some((value) => value < 0) ? values : values.map(Math.log1p);
}
