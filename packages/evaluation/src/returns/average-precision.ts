/**
 * Mean precision over the rows of label 1 as the threshold falls, equal scores falling together: scikit-learn's
 * `average_precision_score`, Σ (recall step) × precision. NaN without a row of label 1.
 * @param counts how often each row counts; once if not given
 */
export function averagePrecision(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  counts?: ArrayLike<number>,
): number {
  const order = isFalling(scores) ? undefined : Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const at = (k: number) => order?.[k] ?? k;
  let rows = 0;
  let hits = 0;
  let sum = 0;
  for (let from = 0; from < scores.length; ) {
    let to = from;
    let here = 0;
    while (to < scores.length && scores[at(to)] === scores[at(from)]) {
      const row = at(to++);
      const count = counts?.[row] ?? 1;
      rows += count;
      here += count * labels[row]!;
    }
    hits += here;
    if (here > 0) sum += here * (hits / rows);
    from = to;
  }
  return sum / hits;
}

function isFalling(scores: ArrayLike<number>): boolean {
  for (let k = 1; k < scores.length; k++) if (scores[k]! > scores[k - 1]!) return false;
  return true;
}
