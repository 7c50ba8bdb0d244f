/**
 * The least value with at least this share of the weight at or below it: a minimiser of the weighted pinball loss. Without
 * weights the one that `share * count` points to.
 */
export function weightedQuantile(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  share: number,
): number {
  if (!weights) {
    const sorted = Float64Array.from(values).sort();
    return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
  }
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]! || weights[a]! - weights[b]!,
  );
  let total = 0;
  for (const i of order) total += weights[i]!;
  let below = 0;
  let last = 0;
  for (const i of order) {
    if (weights[i] === 0) continue;
    below += weights[i]!;
    last = values[i]!;
    if (below >= share * total) return last;
  }
  return last;
}
