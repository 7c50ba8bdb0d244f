import type { Matrix } from "../matrix/index.ts";
import type { Nuisances } from "./cross-fit.ts";
import type { TreatmentData } from "./treatment-data.ts";

/**
 * Doubly robust score of every row and treatment: the predicted effect plus what the row's own outcome corrects in it, by inverse
 * propensity (Robins, Rotnitzky, Zhao 1994, JASA 89). Its mean over any group estimates the group's effect. rows × treatments.
 */
export function robustScores(data: TreatmentData, { outcomes, propensity }: Nuisances): Matrix {
  const arms = outcomes.columns;
  const treatments = arms - 1;
  const values = new Float64Array(data.x.rows * treatments);
  for (let i = 0; i < data.x.rows; i++) {
    const had = data.treatment[i]!;
    const row = i * arms;
    const correction = (data.outcome[i]! - outcomes.values[row + had]!) / propensity.values[row + had]!;
    for (let t = 1; t < arms; t++) {
      let score = outcomes.values[row + t]! - outcomes.values[row]!;
      if (had === t) score += correction;
      else if (had === 0) score -= correction;
      values[i * treatments + t - 1] = score;
    }
  }
  return { rows: data.x.rows, columns: treatments, values };
}
