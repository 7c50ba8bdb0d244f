import { type Cumulated, cumulate } from "./cumulate.ts";
import { type RankedRows, rankRows } from "./ranked-rows.ts";
import { requireUpliftData, type UpliftData } from "./uplift-data.ts";

/** A curve from (0, 0): after the best `population[k]` rows, `gain[k]` more outcome through the treatment. */
export interface GainCurve {
  readonly population: Float64Array;
  readonly gain: Float64Array;
}

/** How the sums of both arms become a gain. */
export type Gain = (sums: Cumulated) => number;

/** Treated outcome less control outcome scaled to as many rows as are treated. */
export const qiniGain: Gain = ({ treated, treatedOutcome, control, controlOutcome }) =>
  treatedOutcome - (control === 0 ? 0 : (controlOutcome * treated) / control);

/** Difference of the arms' mean outcomes times all rows so far. */
export const upliftGain: Gain = ({ treated, treatedOutcome, control, controlOutcome }) =>
  ((treated === 0 ? 0 : treatedOutcome / treated) - (control === 0 ? 0 : controlOutcome / control)) *
  (treated + control);

/**
 * Qini curve (Radcliffe 2007, "Using control groups to target on predicted lift"), as scikit-uplift's `qini_curve`: rows by falling
 * score, one point for each distinct score, so rows with equal scores enter together and their order does not matter.
 *
 * @param scores predicted uplift of each row, finite.
 * @throws LearnError naming `data.outcome`, `data.treated` or `scores`.
 */
export function qiniCurve(data: UpliftData, scores: ArrayLike<number>): GainCurve {
  return curve(data, scores, qiniGain);
}

/** Uplift curve, as scikit-uplift's `uplift_curve`; ties and errors as in {@link qiniCurve}. */
export function upliftCurve(data: UpliftData, scores: ArrayLike<number>): GainCurve {
  return curve(data, scores, upliftGain);
}

/** Area between a gain curve and the straight line from (0, 0) to its end, by trapezoids: rows × gain. */
export function areaAboveLine(
  data: UpliftData,
  ranked: RankedRows,
  gainOf: Gain,
  weights: ArrayLike<number> | undefined,
): number {
  let area = 0;
  let population = 0;
  let gain = 0;
  cumulate(data, ranked, weights, (sums) => {
    const nextPopulation = sums.treated + sums.control;
    const nextGain = gainOf(sums);
    area += ((nextPopulation - population) * (gain + nextGain)) / 2;
    population = nextPopulation;
    gain = nextGain;
  });
  return area - (population * gain) / 2;
}

function curve(data: UpliftData, scores: ArrayLike<number>, gainOf: Gain): GainCurve {
  requireUpliftData(data, "scores", scores);
  const ranked = rankRows(scores);
  const population = new Float64Array(ranked.ends.length + 1);
  const gain = new Float64Array(ranked.ends.length + 1);
  let point = 0;
  cumulate(data, ranked, undefined, (sums) => {
    point++;
    population[point] = sums.treated + sums.control;
    gain[point] = gainOf(sums);
  });
  return { population, gain };
}
