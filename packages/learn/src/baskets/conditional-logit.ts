import { LearnError, requireSome, requireWhole } from "../errors/index.ts";
import { cholesky, solveCholesky } from "../matrix/index.ts";

/** One set of alternatives of which some were chosen. */
export interface ChoiceSet {
  /** Alternatives × columns, row after row. */
  readonly features: Float32Array;
  /** For each alternative 1 if it was chosen, else 0. */
  readonly chosen: Uint8Array;
  /** What each choice of the set counts. */
  readonly weight: number;
}

/** Weights by which Σ weight·feature orders alternatives, on the features' own scale. */
export interface ChoiceModel {
  readonly weights: Float64Array;
  readonly iterations: number;
}

/**
 * Fits how alternatives are chosen from sets: each choice is one draw with probability softmax(Σ weight·feature) over its set
 * (conditional logit: McFadden 1974; as a ranking loss over the list: ListNet, Cao et al. 2007). Columns are standardised
 * inside; minimises Σ weight·(−log p) + l2/2·‖standardised weights‖² by Newton's method with step halving. Only differences
 * within a set matter, so that there is no intercept. A column that never varies gets 0; sets without a choice count nothing.
 * @throws LearnError naming `sets` (none, none with a choice, or not finite), `columns` or `l2`
 */
export function fitConditionalLogit(sets: readonly ChoiceSet[], columns: number, l2: number): ChoiceModel {
  requireSome("sets", sets);
  requireWhole("columns", columns, 1);
  if (!(l2 > 0 && Number.isFinite(l2))) throw new LearnError("l2", `is ${l2}; a finite penalty above 0 is needed`);
  for (const [s, each] of sets.entries()) requireSet(each, s, columns);
  const used = sets.filter(({ chosen }) => chosen.includes(1));
  if (used.length === 0) throw new LearnError("sets", "nothing was chosen from any of them; one choice is needed");
  const scales = deviations(used, columns);
  let weights: Float64Array = new Float64Array(columns);
  let here = derivatives(used, weights, scales, l2);
  for (let iteration = 1; ; iteration++) {
    const factor = cholesky(here.hessian, columns);
    if (factor === undefined) throw new LearnError("l2", `is ${l2}; a larger penalty is needed for these columns`);
    const step = solveCholesky(factor, columns, here.gradient);
    let share = 1;
    let next = moved(weights, step, share);
    let there = derivatives(used, next, scales, l2);
    while (there.loss > here.loss && share > 1e-4) {
      share /= 2;
      next = moved(weights, step, share);
      there = derivatives(used, next, scales, l2);
    }
    const gain = here.loss - there.loss;
    if (gain > 0) {
      weights = next;
      here = there;
    }
    if (gain <= 1e-5 * here.loss || iteration === 50)
      return { weights: weights.map((weight, j) => (scales[j]! > 0 ? weight / scales[j]! : 0)), iterations: iteration };
  }
}

function requireSet({ features, chosen, weight }: ChoiceSet, position: number, columns: number): void {
  if (features.length !== chosen.length * columns) {
    const problem = `is ${columns}; set ${position} has ${features.length} features for ${chosen.length} alternatives`;
    throw new LearnError("columns", problem);
  }
  if (!features.every(Number.isFinite))
    throw new LearnError("sets", `set ${position} has a feature that is not finite`);
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw new LearnError(
      "sets",
      `set ${position} has the weight ${String(weight)}; a finite one of 0 or more is needed`,
    );
  }
}

function moved(weights: Float64Array, step: Float64Array, share: number): Float64Array {
  return weights.map((weight, j) => weight + share * step[j]!);
}

/** Standard deviation of each column over all alternatives. */
function deviations(sets: readonly ChoiceSet[], columns: number): Float64Array {
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  let rows = 0;
  for (const { features, chosen } of sets) {
    rows += chosen.length;
    for (let at = 0; at < features.length; ) {
      for (let j = 0; j < columns; j++, at++) {
        sums[j]! += features[at]!;
        squares[j]! += features[at]! ** 2;
      }
    }
  }
  return sums.map((sum, j) => {
    const variance = squares[j]! / rows - (sum / rows) ** 2;
    return variance > 1e-10 * (1 + squares[j]! / rows) ? Math.sqrt(variance) : 0;
  });
}

/** Loss, its negative gradient and its Hessian (lower triangle mirrored) at standardised weights. */
function derivatives(sets: readonly ChoiceSet[], weights: Float64Array, scales: Float64Array, l2: number) {
  const width = weights.length;
  const inverse = scales.map((scale) => (scale > 0 ? 1 / scale : 0));
  const gradient = weights.map((weight) => -l2 * weight);
  const hessian = new Float64Array(width * width);
  let loss = 0;
  for (const weight of weights) loss += (l2 / 2) * weight ** 2;
  const row = new Float64Array(width);
  const mean = new Float64Array(width);
  for (const { features, chosen, weight } of sets) {
    const probabilities = softmax(features, weights, inverse, chosen.length);
    let choices = 0;
    for (const each of chosen) choices += each;
    const mass = weight * choices;
    mean.fill(0);
    for (let alternative = 0, at = 0; alternative < chosen.length; alternative++) {
      const probability = probabilities[alternative]!;
      const pull = weight * chosen[alternative]! - mass * probability;
      if (chosen[alternative] === 1) loss -= weight * Math.log(probability);
      for (let j = 0; j < width; j++, at++) {
        const value = features[at]! * inverse[j]!;
        row[j] = value;
        mean[j]! += probability * value;
        gradient[j]! += pull * value;
      }
      for (let i = 0; i < width; i++) {
        const left = mass * probability * row[i]!;
        // Most signals of items never bought are 0: skipping them halves the work.
        if (left !== 0) for (let j = 0; j <= i; j++) hessian[i * width + j]! += left * row[j]!;
      }
    }
    for (let i = 0; i < width; i++) for (let j = 0; j <= i; j++) hessian[i * width + j]! -= mass * mean[i]! * mean[j]!;
  }
  for (let i = 0; i < width; i++) {
    hessian[i * width + i]! += l2;
    for (let j = 0; j < i; j++) hessian[j * width + i] = hessian[i * width + j]!;
  }
  return { loss, gradient, hessian };
}

function softmax(features: Float32Array, weights: Float64Array, inverse: Float64Array, rows: number): Float64Array {
  const width = weights.length;
  const scores = new Float64Array(rows);
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0, at = 0; row < rows; row++) {
    let score = 0;
    for (let j = 0; j < width; j++, at++) score += features[at]! * inverse[j]! * weights[j]!;
    scores[row] = score;
    if (score > highest) highest = score;
  }
  let total = 0;
  for (let row = 0; row < rows; row++) total += scores[row] = Math.exp(scores[row]! - highest);
  for (let row = 0; row < rows; row++) scores[row]! /= total;
  return scores;
}
