/**
 * Mean precision over the rows of label 1 as the threshold falls, equal scores falling together: scikit-learn's
 * `average_precision_score`, Σ (recall step) × precision.
 */
export function averagePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  let hits = 0;
  let sum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let here = 0;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) here += labels[order[to++]!]!;
    hits += here;
    sum += here * (hits / to);
    from = to;
  }
  return sum / hits;
}
