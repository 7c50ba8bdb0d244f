import { LearnError } from "../../errors/index.ts";
import { areaAboveLine, type Gain, qiniGain, upliftGain } from "./curves.ts";
import { rankRows } from "./ranked-rows.ts";
import type { RankingStatistic } from "./ranking-statistic.ts";
import { requireUpliftData, type UpliftData } from "./uplift-data.ts";

/**
 * Qini AUC by scikit-uplift's definition (`qini_auc_score`, negative effects allowed): area between the Qini curve and the random
 * line, divided by that of the perfect ranking (treated responders first, control responders last). 1 is perfect, 0 random.
 * Outcomes must be 0 or 1 and both occur; for spend or margin use {@link qiniArea}.
 *
 * @param scores predicted uplift of each row; ties enter together.
 * @throws LearnError naming `data.outcome`, `data.treated` or `scores`.
 */
export function qiniAuc(data: UpliftData, scores: ArrayLike<number>): number {
  return qiniAucStatistic(data, scores)();
}

/** {@link qiniAuc} prepared for evaluation under many weights: ranking is done once. */
export function qiniAucStatistic(data: UpliftData, scores: ArrayLike<number>): RankingStatistic {
  const perfect = (i: number) => data.outcome[i]! * (2 * data.treated[i]! - 1);
  return normalised(data, scores, qiniGain, () => perfect);
}

/**
 * Area under the uplift curve by scikit-uplift's definition (`uplift_auc_score`): area between the uplift curve and the random line,
 * divided by that of its perfect curve. Arguments and errors as in {@link qiniAuc}.
 */
export function auuc(data: UpliftData, scores: ArrayLike<number>): number {
  return auucStatistic(data, scores)();
}

/** {@link auuc} prepared for evaluation under many weights. */
export function auucStatistic(data: UpliftData, scores: ArrayLike<number>): RankingStatistic {
  return normalised(data, scores, upliftGain, () => {
    // scikit-uplift ranks responders of the treated and idle control rows first, and among what is left the larger kind of loss.
    let controlResponders = 0;
    let idleTreated = 0;
    for (let i = 0; i < data.outcome.length; i++) {
      if (data.outcome[i] === 1 && data.treated[i] === 0) controlResponders++;
      if (data.outcome[i] === 0 && data.treated[i] === 1) idleTreated++;
    }
    const second = controlResponders > idleTreated ? data.outcome : data.treated;
    return (i) => 2 * Number(data.outcome[i] === data.treated[i]) + second[i]!;
  });
}

function normalised(
  data: UpliftData,
  scores: ArrayLike<number>,
  gain: Gain,
  perfectScore: () => (row: number) => number,
): RankingStatistic {
  requireUpliftData(data, "scores", scores);
  requireBothOutcomes(data.outcome);
  const ranked = rankRows(scores);
  const score = perfectScore();
  const perfect = rankRows(Float64Array.from({ length: data.outcome.length }, (_, i) => score(i)));
  return (weights) => areaAboveLine(data, ranked, gain, weights) / areaAboveLine(data, perfect, gain, weights);
}

function requireBothOutcomes(outcome: ArrayLike<number>): void {
  let ones = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (outcome[i] !== 0 && outcome[i] !== 1) {
      throw new LearnError(
        "data.outcome",
        `row ${i} is ${outcome[i]}; this figure is for 0 and 1, use qiniArea for amounts`,
      );
    }
    ones += outcome[i]!;
  }
  if (ones === 0 || ones === outcome.length) {
    throw new LearnError("data.outcome", `every outcome is ${ones === 0 ? 0 : 1}; both must occur`);
  }
}
