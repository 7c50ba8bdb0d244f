import type { Matrix } from "../matrix/index.ts";
import { aggregate } from "./aggregate.ts";
import type { ResidualProblem } from "./residual-problem.ts";

/** A candidate's effects on rows it had not seen, and how much it is trusted beforehand. */
export interface Held {
  /** rows × treatments. */
  readonly effects: Matrix;
  readonly prior: number;
}

/** What the residuals say of a candidate. */
export interface Weighed {
  /** Mean effect of each treatment as the candidate sees it. */
  readonly centre: readonly number[];
  /** How much of its differences between rows is kept: 1 all, 0 none. */
  readonly slope: number;
  /** Sum of squared residuals after that less the first candidate's, in units of the noise's variance; below 0 is better. */
  readonly loss: number;
  /** Standard error of `loss`. */
  readonly error: number;
  readonly weight: number;
}

/** Standard deviation with which a candidate's differences are believed to be neither too large nor too small before any data. */
const TRUST = 0.5;

/**
 * Blends candidates by {@link aggregate} of cross-validated R-loss. Each candidate is first brought to scale by the best linear
 * predictor of the effect (Chernozhukov, Demirer, Duflo, Fernández-Val 2018), drawn to 1: a learner that exaggerates is not lost
 * but damped. What it gains over the first, simplest candidate counts only beyond one standard error of that gain (Breiman
 * et al. 1984, section 3.4.3), so that telling shoppers apart must be earned.
 */
export function weighCandidates(candidates: readonly Held[], problem: ResidualProblem): Weighed[] {
  const judged = candidates.map(({ effects }) => judge(effects, problem));
  const reference = lossesOf(judged[0]!.prediction, problem.outcome);
  const compared = judged.map(({ centre, slope, prediction }) => {
    const losses = lossesOf(prediction, problem.outcome);
    return { centre, slope, ...difference(losses, reference) };
  });
  const weights = aggregate({
    predictions: judged.map(({ prediction }) => prediction),
    outcome: problem.outcome,
    caution: compared.map(({ error }) => error),
    priors: candidates.map(({ prior }) => prior),
  });
  return compared.map((each, c) => ({ ...each, weight: weights[c]! }));
}

function lossesOf(prediction: Float64Array, outcome: Float64Array): Float64Array {
  return prediction.map((each, i) => (outcome[i]! - each) ** 2);
}

function difference(losses: Float64Array, reference: Float64Array): { loss: number; error: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < losses.length; i++) {
    const gap = losses[i]! - reference[i]!;
    sum += gap;
    squares += gap * gap;
  }
  return { loss: sum, error: Math.sqrt(Math.max(0, squares - (sum * sum) / losses.length)) };
}

interface Judged {
  readonly centre: readonly number[];
  readonly slope: number;
  /** Of each row's residual outcome, given what treatment it had. */
  readonly prediction: Float64Array;
}

function judge(effects: Matrix, { rows, treatments, outcome, treatment }: ResidualProblem): Judged {
  const centre = meansOf(effects);
  const level = new Float64Array(rows);
  const moved = new Float64Array(rows);
  let together = 1 / TRUST ** 2;
  let squares = 1 / TRUST ** 2;
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < treatments; t++) {
      const at = i * treatments + t;
      level[i]! += treatment[at]! * centre[t]!;
      moved[i]! += treatment[at]! * (effects.values[at]! - centre[t]!);
    }
    together += moved[i]! * (outcome[i]! - level[i]!);
    squares += moved[i]! * moved[i]!;
  }
  const slope = Math.min(1.5, Math.max(0, together / squares));
  return { centre, slope, prediction: level.map((each, i) => each + slope * moved[i]!) };
}

function meansOf({ rows, columns, values }: Matrix): number[] {
  const sums = new Array<number>(columns).fill(0);
  for (let place = 0; place < values.length; place++) sums[place % columns]! += values[place]!;
  return sums.map((sum) => sum / rows);
}
