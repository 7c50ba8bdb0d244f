import type { Matrix } from "../matrix/index.ts";

/** A candidate's effects on rows it had not seen, and how much it is trusted beforehand. */
export interface Held {
  /** rows × treatments. */
  readonly effects: Matrix;
  readonly prior: number;
}

/** What the doubly robust scores say of a candidate. */
export interface Weighed {
  /** Mean effect of each treatment as the candidate sees it. */
  readonly centre: readonly number[];
  /** How much of its differences between rows is kept: 1 all, 0 none. */
  readonly slope: number;
  /** Mean squared distance to the doubly robust scores after that, in units of their variance, summed over treatments. */
  readonly loss: number;
  readonly weight: number;
}

/** Standard deviation with which a candidate's differences are believed to be neither too large nor too small before any data. */
const TRUST = 0.5;

/**
 * Aggregation by exponential weights of cross-validated doubly robust loss (Leung, Barron 2006, IEEE Transactions on Information
 * Theory 52, at their temperature of four variances). Each candidate is first brought to scale by the best linear predictor of the
 * effect (Chernozhukov, Demirer, Duflo, Fernández-Val 2018), drawn to 1: a learner that exaggerates is not lost but damped. Differences
 * of loss that noise explains leave the weights near their priors, so nothing is chosen by luck.
 */
export function weighCandidates(candidates: readonly Held[], scores: Matrix): Weighed[] {
  const variances = variancesOf(scores);
  const judged = candidates.map(({ effects }) => judge(effects, scores, variances));
  const least = judged.reduce((best, each) => Math.min(best, each.loss), Number.POSITIVE_INFINITY);
  const raw = judged.map((each, c) => candidates[c]!.prior * Math.exp((-scores.rows * (each.loss - least)) / 4));
  const total = raw.reduce((sum, each) => sum + each, 0);
  return judged.map((each, c) => ({ ...each, weight: raw[c]! / total }));
}

function judge(effects: Matrix, scores: Matrix, variances: readonly number[]): Omit<Weighed, "weight"> {
  const { rows, columns } = scores;
  const centre = meansOf(effects);
  let together = 1 / TRUST ** 2;
  let squares = 1 / TRUST ** 2;
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < columns; t++) {
      const moved = effects.values[i * columns + t]! - centre[t]!;
      together += (moved * (scores.values[i * columns + t]! - centre[t]!)) / variances[t]!;
      squares += (moved * moved) / variances[t]!;
    }
  }
  const slope = Math.min(1.5, Math.max(0, together / squares));
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < columns; t++) {
      const effect = centre[t]! + slope * (effects.values[i * columns + t]! - centre[t]!);
      loss += (scores.values[i * columns + t]! - effect) ** 2 / variances[t]!;
    }
  }
  return { centre, slope, loss: loss / rows };
}

function meansOf({ rows, columns, values }: Matrix): number[] {
  const sums = new Array<number>(columns).fill(0);
  for (let place = 0; place < values.length; place++) sums[place % columns]! += values[place]!;
  return sums.map((sum) => sum / rows);
}

function variancesOf(scores: Matrix): number[] {
  const means = meansOf(scores);
  const squares = means.map(() => 0);
  for (let place = 0; place < scores.values.length; place++) {
    const t = place % scores.columns;
    squares[t]! += (scores.values[place]! - means[t]!) ** 2;
  }
  return squares.map((sum) => Math.max(sum / scores.rows, Number.MIN_VALUE));
}
