import { LearnError } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import type { Nuisances } from "./cross-fit.ts";
import type { TreatmentData } from "./treatment-data.ts";

/**
 * Doubly robust score of every row and treatment: the predicted effect plus what the row's own outcome corrects in it, by inverse
 * propensity (Robins, Rotnitzky, Zhao 1994, JASA 89). Its mean over any group estimates the group's effect. rows × treatments.
 * Throws LearnError naming `nuisances.…`: not rows × arms each, a propensity of 0 of the arm that a row had.
 */
export function robustScores(data: TreatmentData, { outcomes, propensity }: Nuisances): Matrix {
  const arms = outcomes.columns;
  for (const [name, { rows, columns }] of Object.entries({ outcomes, propensity })) {
    if (rows === data.x.rows && columns === arms) continue;
    throw new LearnError(`nuisances.${name}`, `is ${rows} × ${columns}; ${data.x.rows} × ${arms} is needed`);
  }
  const treatments = arms - 1;
  const values = new Float64Array(data.x.rows * treatments);
  for (let i = 0; i < data.x.rows; i++) {
    const had = data.treatment[i]!;
    const row = i * arms;
    if (!(propensity.values[row + had]! > 0)) {
      throw new LearnError("nuisances.propensity", `row ${i} had arm ${had}, whose probability must be above 0`);
    }
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
