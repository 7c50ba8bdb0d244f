import { requireFinite, requireLevel, requireSome, requireWeights } from "../errors/index.ts";

/**
 * The smallest value that at least the share `level` of the weight lies at or below: the inverse of the empirical distribution
 * (type 1 of Hyndman, Fan 1996, The American Statistician 50). A weight of 2 is the value given twice.
 * Throws LearnError naming `values`, `weights` or `level`.
 */
export function weightedQuantile(values: ArrayLike<number>, level: number, weights?: ArrayLike<number>): number {
  requireLevel("level", level);
  requireSome("values", values);
  requireFinite("values", values);
  if (weights) requireWeights("weights", weights, values.length, "values");
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const total = order.reduce((sum, i) => sum + (weights?.[i] ?? 1), 0);
  const needed = total * level * (1 - 1e-12);
  let reached = 0;
  for (const i of order) {
    reached += weights?.[i] ?? 1;
    if (reached >= needed) return values[i]!;
  }
  return values[order.at(-1)!]!;
}
