import type { GrownNode } from "./grow-tree.ts";

/**
 * Leaf values moved into the order that monotone columns ask for: at each split on one, no leaf on the lower side may pass the middle
 * between the sides' mean values. Needed where the values are not those that the splits were chosen by.
 */
export function orderedValues(
  nodes: readonly GrownNode[],
  values: readonly number[],
  cover: readonly number[],
  monotone: readonly number[],
): number[] {
  const means = [...values];
  for (let n = nodes.length - 1; n >= 0; n--) {
    const { split, left, right } = nodes[n]!;
    if (split) means[n] = (means[left]! * cover[left]! + means[right]! * cover[right]!) / cover[n]!;
  }
  const lower = nodes.map(() => Number.NEGATIVE_INFINITY);
  const upper = nodes.map(() => Number.POSITIVE_INFINITY);
  const held = (value: number, n: number): number => Math.min(upper[n]!, Math.max(lower[n]!, value));
  return nodes.map(({ split, left, right }, n) => {
    if (!split) return held(values[n]!, n);
    const sign = monotone[split.column]!;
    for (const child of [left, right]) {
      lower[child] = lower[n]!;
      upper[child] = upper[n]!;
    }
    if (sign !== 0) {
      const middle = held((means[left]! + means[right]!) / 2, n);
      upper[sign > 0 ? left : right] = middle;
      lower[sign > 0 ? right : left] = middle;
    }
    return 0;
  });
}
