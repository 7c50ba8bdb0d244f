import { fitIsotonic, predictIsotonic } from "../isotonic/index.ts";
import type { Nuisances } from "./cross-fit.ts";
import type { TreatmentData } from "./treatment-data.ts";

/** What is left of outcome and treatment when everything expected of the row is taken away, each row in units of its own noise. */
export interface ResidualProblem {
  readonly rows: number;
  readonly treatments: number;
  /** Outcome less its expectation whatever the row had, divided by the noise's standard deviation. */
  readonly outcome: Float64Array;
  /** rows × treatments: whether the row had the treatment less its propensity, divided likewise. */
  readonly treatment: Float64Array;
}

/**
 * The R-learner's decomposition for several treatments (Robinson 1988, Econometrica 56; Nie, Wager 2021, Biometrika 108): an error in
 * the expected outcome or in the propensity enters a comparison of effects only multiplied by the other's. The noise's
 * variance is estimated as a never decreasing function of the expected outcome: large baskets vary more, and unweighted their
 * few rows would decide.
 */
export function residualProblem(data: TreatmentData, { outcomes, propensity }: Nuisances): ResidualProblem {
  const rows = data.x.rows;
  const arms = outcomes.columns;
  const expected = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < arms; a++) expected[i]! += propensity.values[i * arms + a]! * outcomes.values[i * arms + a]!;
  }
  const outcome = expected.map((each, i) => data.outcome[i]! - each);
  const scale = noiseScale(expected, outcome);
  const treatment = new Float64Array(rows * (arms - 1));
  for (let i = 0; i < rows; i++) {
    outcome[i]! /= scale[i]!;
    for (let t = 1; t < arms; t++) {
      const had = data.treatment[i] === t ? 1 : 0;
      treatment[i * (arms - 1) + t - 1] = (had - propensity.values[i * arms + t]!) / scale[i]!;
    }
  }
  return { rows, treatments: arms - 1, outcome, treatment };
}

function noiseScale(expected: Float64Array, residual: Float64Array): Float64Array {
  const squares = residual.map((each) => each * each);
  const overall = squares.reduce((sum, each) => sum + each, 0) / squares.length;
  if (!(overall > 0)) return expected.map(() => 1);
  const curve = fitIsotonic(expected, squares);
  // The lowest step can be next to nothing by chance; without a floor its rows would outweigh all others.
  return expected.map((each) => Math.sqrt(Math.max(predictIsotonic(curve, each), 0.1 * overall)));
}
