import { armLogOdds, hashToUnit, type Matrix } from "@aftercare/learn";
import { fitProgramModel } from "./fit-program-model.ts";
import type { LoggedRow } from "./logged-row.ts";
import { bestArm, predictedValues } from "./predicted-values.ts";
import type { ProgramModel } from "./program-model.ts";

/** How each row looks to a model that did not learn from its shopper; by the places of the rows. */
export interface OutOfFold {
  /** Rows × actions: what was expected of each, in the units of the goal. */
  readonly values: Matrix;
  /** The action of highest value. */
  readonly chosen: Int32Array;
  /** The expected chance of a purchase after what was done, 0..1. */
  readonly chances: Float64Array;
}

const FOLDS = 3;

/**
 * Learns as `candidate` was learned, but for each third of the shoppers from the others alone: a model looked at on its own rows is always
 * overrated.
 * @param candidate fitted on all of these rows
 */
export function outOfFold(rows: readonly LoggedRow[], candidate: ProgramModel): OutOfFold {
  const { actions, features } = candidate;
  const foldOf = ({ shopper }: LoggedRow) => Math.floor(hashToUnit(`fold/${shopper}`) * FOLDS);
  const values = new Float64Array(rows.length * actions.length);
  const chosen = new Int32Array(rows.length);
  const chances = new Float64Array(rows.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = rows.filter((row) => foldOf(row) !== fold);
    const model = fitProgramModel(others, actions, features, candidate);
    for (const [i, row] of rows.entries()) {
      if (foldOf(row) !== fold) continue;
      const expected = predictedValues(model, row);
      values.set(expected, i * actions.length);
      chosen[i] = bestArm(expected, row.eligible);
      chances[i] = 1 / (1 + Math.exp(-armLogOdds(model.effects, row.input, row.base)[row.arm]!));
    }
  }
  return { values: { rows: rows.length, columns: actions.length, values }, chosen, chances };
}
