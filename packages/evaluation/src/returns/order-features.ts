import type { OrderLines } from "./lines.ts";
import type { Columns } from "./plain-features.ts";

/** Names of the line rather than of the shopper: those that vary within some shopper's lines. */
export function lineNames(lines: OrderLines): string[] {
  return Object.keys(lines.names).filter((name) => {
    const ofShopper = new Map<string, string>();
    return lines.names[name]!.some((cell, i) => {
      const shopper = lines.shopper[i]!;
      const known = ofShopper.get(shopper);
      ofShopper.set(shopper, cell);
      return known !== undefined && known !== cell;
    });
  });
}

/**
 * What the rest of the order tells: whoever orders one item in two sizes means to send one back. For item and line names how many other
 * lines share them (alone, and item with name), and where the line's amounts stand among those of the order.
 */
export function orderFeatures(lines: OrderLines): Columns {
  const names = lineNames(lines);
  const orders = [...Map.groupBy(lines.order.keys(), (i) => lines.order[i]!).values()];
  const columns: Columns = {
    "items in order": eachOf(orders, lines, (all) => new Set(all.map((i) => lines.item[i])).size),
  };
  columns["same item in order"] = alike(lines, (i) => lines.item[i]!);
  for (const name of names) {
    const cells = lines.names[name]!;
    columns[`same ${name} in order`] = alike(lines, (i) => cells[i]!);
    columns[`same item and ${name} in order`] = alike(lines, (i) => `${lines.item[i]}\n${cells[i]}`);
  }
  for (const [name, values] of Object.entries(lines.amounts)) {
    const value = (i: number) => (Number.isNaN(values[i]!) ? 0 : values[i]!);
    columns[`${name} of order`] = eachOf(orders, lines, (all) => all.reduce((sum, i) => sum + value(i), 0));
    columns[`largest ${name} of order`] = eachOf(orders, lines, (all) => Math.max(...all.map(value)));
    columns[`${name} rank in order`] = eachOf(orders, lines, (all, i) => all.filter((j) => value(j) > value(i)).length);
  }
  return columns;
}

/** The mean over the other lines of the order; 0 for a single line. */
export function meanOfOthers(lines: OrderLines, values: Float64Array): Float64Array {
  const orders = [...Map.groupBy(lines.order.keys(), (i) => lines.order[i]!).values()];
  return eachOf(orders, lines, (all, i) => {
    const sum = all.reduce((total, j) => total + (j === i ? 0 : values[j]!), 0);
    return all.length > 1 ? sum / (all.length - 1) : 0;
  });
}

function alike(lines: OrderLines, keyOf: (line: number) => string): Float64Array {
  const keys = lines.order.map((order, i) => `${order}\n${keyOf(i)}`);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Float64Array.from(keys, (key) => counts.get(key)! - 1);
}

function eachOf(
  orders: readonly (readonly number[])[],
  lines: OrderLines,
  of: (all: readonly number[], line: number) => number,
): Float64Array {
  const column = new Float64Array(lines.order.length);
  for (const all of orders) for (const i of all) column[i] = of(all, i);
  return column;
}
