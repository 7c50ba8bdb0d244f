/** What each candidate predicts of the residual outcome, and what is known of it. */
export interface Aggregation {
  /** For each candidate its prediction of every row's residual outcome, in units of the noise. */
  readonly predictions: readonly Float64Array[];
  readonly outcome: Float64Array;
  /** What each candidate's loss is raised by. */
  readonly caution: readonly number[];
  readonly priors: readonly number[];
}

/** Variances' worth of loss that a factor e of prior weight counts for: the value for which the bounds hold. */
const TEMPERATURE = 4;

/** Steps of the descent; each is a few additions for a dozen candidates. */
const STEPS = 2000;

/**
 * Q-aggregation (Dai, Rigollet, Zhang 2012, Annals of Statistics 40): weights, summing to 1, that minimise half the loss of the blend
 * plus half the mean loss of its members plus the temperature times the weights' divergence from their priors. The first term
 * rewards members that err differently, the second keeps it from overfitting as plain stacking does. Found by exponentiated
 * gradient descent with steps that shrink until they descend.
 */
export function aggregate({ predictions, outcome, caution, priors }: Aggregation): Float64Array {
  const gram = predictions.map((a) => predictions.map((b) => dot(a, b)));
  const together = predictions.map((each) => dot(each, outcome));
  const own = gram.map((row, c) => row[c]! - 2 * together[c]!);
  const mass = priors.reduce((sum, each) => sum + each, 0);
  const prior = priors.map((each) => each / mass);

  const value = (weights: Float64Array): number => {
    let sum = 0;
    for (let c = 0; c < weights.length; c++) {
      const weight = weights[c]!;
      if (weight === 0) continue;
      let blend = 0;
      for (let d = 0; d < weights.length; d++) blend += gram[c]![d]! * weights[d]!;
      sum += weight * (0.5 * (blend - 2 * together[c]!) + 0.5 * own[c]! + caution[c]!);
      sum += TEMPERATURE * weight * Math.log(weight / prior[c]!);
    }
    return sum;
  };
  const slope = (weights: Float64Array, c: number): number => {
    let blend = 0;
    for (let d = 0; d < weights.length; d++) blend += gram[c]![d]! * weights[d]!;
    const divergence = TEMPERATURE * Math.log(Math.max(weights[c]!, 1e-300) / prior[c]!);
    return blend - together[c]! + 0.5 * own[c]! + caution[c]! + divergence;
  };

  let weights: Float64Array = Float64Array.from(prior);
  let reached = value(weights);
  let step = 0.25 / TEMPERATURE;
  for (let k = 0; k < STEPS && step > 1e-9; k++) {
    const slopes = weights.map((_, c) => slope(weights, c));
    const least = slopes.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const moved = normalised(weights.map((each, c) => each * Math.exp(-step * (slopes[c]! - least))));
    const there = value(moved);
    if (there <= reached) {
      weights = moved;
      reached = there;
      step = Math.min(step * 1.1, 0.25 / TEMPERATURE);
    } else {
      step /= 2;
    }
  }
  return weights;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function normalised(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((each) => each / total);
}
