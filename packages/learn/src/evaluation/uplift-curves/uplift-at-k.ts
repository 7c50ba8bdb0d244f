import { LearnError } from "../../errors/index.ts";
import { rankRows } from "./ranked-rows.ts";
import type { RankingStatistic } from "./ranking-statistic.ts";
import { requireUpliftData, type UpliftData } from "./uplift-data.ts";

/**
 * Difference of the arms' mean outcomes among the share `k` of all rows with the highest scores (scikit-uplift's `uplift_at_k`,
 * strategy "overall"): the first ⌊k·n⌋ rows; of rows with equal scores at the edge the later ones count, as scikit-uplift has it.
 *
 * @param k strictly between 0 and 1.
 * @throws LearnError naming `k`, `data.outcome`, `data.treated` or `scores`, also where the best rows are all of one arm.
 */
export function upliftAtK(data: UpliftData, scores: ArrayLike<number>, k: number): number {
  const value = upliftAtKStatistic(data, scores, k)();
  if (!Number.isFinite(value))
    throw new LearnError("k", `is ${k}: rows of one arm only lie within it; take a larger share`);
  return value;
}

/** {@link upliftAtK} prepared for evaluation under many weights; NaN where the best rows are all of one arm. */
export function upliftAtKStatistic(data: UpliftData, scores: ArrayLike<number>, k: number): RankingStatistic {
  if (!(k > 0 && k < 1)) throw new LearnError("k", `is ${String(k)}; a share strictly between 0 and 1 is needed`);
  requireUpliftData(data, "scores", scores);
  const { order } = rankRows(scores);
  const { outcome, treated } = data;
  return (weights) => {
    let left = Math.floor(total(weights, order.length) * k);
    const sums = [0, 0];
    const counts = [0, 0];
    for (let place = 0; place < order.length && left > 0; place++) {
      const i = order[place]!;
      const weight = Math.min(left, weights ? weights[i]! : 1);
      left -= weight;
      sums[treated[i]!]! += weight * outcome[i]!;
      counts[treated[i]!]! += weight;
    }
    return sums[1]! / counts[1]! - sums[0]! / counts[0]!;
  };
}

function total(weights: ArrayLike<number> | undefined, rows: number): number {
  if (!weights) return rows;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  return sum;
}
