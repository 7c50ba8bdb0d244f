import { LearnError, requireSome } from "../errors/index.ts";

/** How well one ranking met one basket. */
export interface RankingMetrics {
  /** Share of the basket's items among the first k. */
  readonly recall: number;
  /** Normalised discounted cumulative gain at k; the ideal ranking has all of the basket's items in front, however many. */
  readonly ndcg: number;
  /** 1 if any of the first k is in the basket (averaged over shoppers: personal hit ratio). */
  readonly hit: number;
  /** Recall over the items that the shopper had bought before, undefined where the basket has none; and over the others. */
  readonly repeatRecall: number | undefined;
  readonly exploreRecall: number | undefined;
}

/**
 * Metrics at k of a ranked list against the items really bought, by the definitions of Li et al. 2023 (TOIS).
 * @param bought items of the basket, at least one.  @param known items that the shopper had bought before
 * @throws LearnError naming `bought` (empty) or `k`
 */
export function rankingMetrics(
  ranked: ArrayLike<number>,
  bought: Iterable<number>,
  known: ReadonlySet<number>,
  k: number,
): RankingMetrics {
  const truth = new Set(bought);
  requireSome("bought", [...truth]);
  if (!Number.isSafeInteger(k) || k < 1) throw new LearnError("k", `is ${k}; a whole number of at least 1 is needed`);
  let repeats = 0;
  for (const item of truth) if (known.has(item)) repeats++;
  const explores = truth.size - repeats;

  let hits = 0;
  let repeatHits = 0;
  let gain = 0;
  for (let place = 0; place < Math.min(k, ranked.length); place++) {
    const item = ranked[place]!;
    if (!truth.has(item)) continue;
    hits++;
    if (known.has(item)) repeatHits++;
    gain += 1 / Math.log2(place + 2);
  }
  let ideal = 0;
  for (let place = 0; place < truth.size; place++) ideal += 1 / Math.log2(place + 2);
  return {
    recall: hits / truth.size,
    ndcg: gain / ideal,
    hit: hits > 0 ? 1 : 0,
    repeatRecall: repeats > 0 ? repeatHits / repeats : undefined,
    exploreRecall: explores > 0 ? (hits - repeatHits) / explores : undefined,
  };
}
