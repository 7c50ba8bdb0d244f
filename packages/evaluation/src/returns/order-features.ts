import { counted, ordersOf, pairs } from "./codes.ts";
import { lineAmounts, lineNames } from "./line-names.ts";
import type { Columns, OrderLines } from "./order-lines.ts";

/**
 * What the rest of the order tells: whoever orders one item in two sizes means to send one back. For item and line names how many other
 * lines share them (alone, and item with name), and where the line's amounts stand among those of the order.
 */
export function orderFeatures(lines: OrderLines): Columns {
  const orders = ordersOf(lines.order);
  const columns: Columns = {
    "items in order": ofOrders(orders, lines, (all) => new Set(all.map((i) => lines.item[i])).size),
  };
  const withItem = pairs(lines.order, lines.item);
  columns["same item in order"] = others(withItem);
  for (const name of lineNames(lines)) {
    const cells = lines.names[name]!;
    columns[`same ${name} in order`] = others(pairs(lines.order, cells));
    columns[`same item and ${name} in order`] = others(pairs(withItem, cells));
  }
  for (const name of lineAmounts(lines)) {
    const values = lines.amounts[name]!.map((value) => (Number.isNaN(value) ? 0 : value));
    columns[`${name} of order`] = ofOrders(orders, lines, (all) => all.reduce((sum, i) => sum + values[i]!, 0));
    columns[`largest ${name} of order`] = ofOrders(orders, lines, (all) =>
      all.reduce((most, i) => Math.max(most, values[i]!), Number.NEGATIVE_INFINITY),
    );
    columns[`${name} rank in order`] = ranks(orders, values);
  }
  return columns;
}

/** The mean over the other lines of the order; 0 for a single line. NaN counts as 0. */
export function meanOfOthers(lines: OrderLines, values: Float64Array): Float64Array {
  const known = values.map((value) => (Number.isNaN(value) ? 0 : value));
  const sizes = counted(lines.order);
  const sums = ofOrders(ordersOf(lines.order), lines, (all) => all.reduce((sum, i) => sum + known[i]!, 0));
  return sums.map((sum, i) => (sizes[i]! > 1 ? (sum - known[i]!) / (sizes[i]! - 1) : 0));
}

function others(ids: readonly string[]): Float64Array {
  return Float64Array.from(counted(ids), (count) => count - 1);
}

function ofOrders(
  orders: readonly (readonly number[])[],
  lines: OrderLines,
  of: (all: readonly number[]) => number,
): Float64Array {
  const column = new Float64Array(lines.order.length);
  for (const all of orders) {
    const value = of(all);
    for (const i of all) column[i] = value;
  }
  return column;
}

/** How many lines of the order have more. */
function ranks(orders: readonly (readonly number[])[], values: Float64Array): Float64Array {
  const column = new Float64Array(values.length);
  for (const all of orders) {
    const falling = [...all].sort((a, b) => values[b]! - values[a]!);
    for (const [k, i] of falling.entries()) {
      const before = falling[k - 1];
      column[i] = before !== undefined && values[before] === values[i] ? column[before]! : k;
    }
  }
  return column;
}
