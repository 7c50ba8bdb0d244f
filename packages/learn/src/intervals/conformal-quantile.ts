import { LearnError, requireFinite, requireLevel, requireSome, requireWeights } from "../errors/index.ts";

/**
 * The score that a fresh, exchangeable one stays at or below with probability at least `level`: the ⌈(n + 1) · level⌉-th smallest
 * (Vovk, Gammerman, Shafer 2005; Lei et al. 2018, JASA 113). With fewer than level ÷ (1 − level) scores no finite number can
 * promise that, and the answer is `Infinity`.
 *
 * @param scores how badly each held-out row was missed, finite, from rows that the model was not trained on.
 * @throws LearnError naming `scores` or `level`.
 */
export function conformalQuantile(scores: ArrayLike<number>, level: number): number {
  requireLevel("level", level);
  requireSome("scores", scores);
  requireFinite("scores", scores);
  const sorted = Float64Array.from(scores).sort();
  return sorted[rankOf(level, sorted.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/**
 * The same for rows that count differently (Tibshirani, Barber, Candès, Ramdas 2019, NeurIPS): weights are the likelihood ratio of
 * the population predicted for over the one that the scores come from, `ownWeight` that of the row predicted for. Equal weights give
 * {@link conformalQuantile}. `Infinity` where the row's own weight exceeds what the level leaves over.
 *
 * @throws LearnError naming `scores`, `weights`, `ownWeight` or `level`.
 */
export function weightedConformalQuantile(
  scores: ArrayLike<number>,
  weights: ArrayLike<number>,
  ownWeight: number,
  level: number,
): number {
  requireLevel("level", level);
  requireSome("scores", scores);
  requireFinite("scores", scores);
  requireWeights("weights", weights, scores.length, "scores");
  if (!(ownWeight >= 0 && Number.isFinite(ownWeight))) {
    throw new LearnError("ownWeight", `is ${String(ownWeight)}; a finite number of 0 or more is needed`);
  }
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const total = order.reduce((sum, i) => sum + weights[i]!, 0);
  const needed = (total + ownWeight) * level * (1 - 1e-12);
  let reached = 0;
  for (const i of order) {
    reached += weights[i]!;
    if (reached >= needed) return scores[i]!;
  }
  return Number.POSITIVE_INFINITY;
}

/** Rows that a level needs at least for a finite conformal interval: ⌈level ÷ (1 − level)⌉. Throws LearnError naming `level`. */
export function rowsForLevel(level: number): number {
  requireLevel("level", level);
  return Math.ceil(level / (1 - level) - 1e-9);
}

/** The tolerance keeps 0.55 × 100 = 55.00000000000001 from asking for the 56th. */
function rankOf(level: number, n: number): number {
  return Math.ceil((n + 1) * level - 1e-9);
}
