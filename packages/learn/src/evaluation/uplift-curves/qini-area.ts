import { areaAboveLine, qiniGain } from "./curves.ts";
import { rankRows } from "./ranked-rows.ts";
import type { RankingStatistic } from "./ranking-statistic.ts";
import { requireUpliftData, type UpliftData } from "./uplift-data.ts";

/**
 * Area between the Qini curve and the random line per head: both axes divided by the number of rows, so its unit is that of the
 * outcome and it may be negative. For amounts (spend, margin), which have no perfect curve to divide by; 0 is random.
 *
 * @param scores predicted uplift of each row; ties enter together.
 * @throws LearnError naming `data.outcome`, `data.treated` or `scores`.
 */
export function qiniArea(data: UpliftData, scores: ArrayLike<number>): number {
  return qiniAreaStatistic(data, scores)();
}

/** {@link qiniArea} prepared for evaluation under many weights. */
export function qiniAreaStatistic(data: UpliftData, scores: ArrayLike<number>): RankingStatistic {
  requireUpliftData(data, "scores", scores);
  const ranked = rankRows(scores);
  return (weights) => {
    const heads = weights ? sum(weights) : data.outcome.length;
    return areaAboveLine(data, ranked, qiniGain, weights) / (heads * heads);
  };
}

function sum(weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  return total;
}
