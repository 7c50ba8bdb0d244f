import {
  type GateRefusal,
  type GateVerdict,
  hashToUnit,
  type Matrix,
  policyOfActions,
  releaseGate,
} from "@aftercare/learn";
import { fitProgramModel } from "./fit-program-model.ts";
import { type LoggedRow, rewardOf } from "./logged-row.ts";
import { bestArm, predictedValues } from "./predicted-values.ts";
import type { ProgramModel } from "./program-model.ts";

/** What the log says about putting a model in force. */
export interface Judged {
  /** Rows that a policy could have decided; the holdout's are none. */
  readonly rows: number;
  readonly verdict: GateVerdict | GateRefusal;
}

const FOLDS = 3;

/**
 * Whether a policy learned this way is proven better than doing the same for everybody and than the policy in force. Rows are valued
 * by models that learned from other shoppers only, since a model valued on its own rows is always overrated.
 * @param candidate fitted on all of these rows
 * @param today the model in force; without one the stated belief decides
 */
export function judgeCandidate(
  rows: readonly LoggedRow[],
  candidate: ProgramModel,
  today: ProgramModel | undefined,
): Judged | undefined {
  const { actions, features } = candidate;
  const open = rows.filter(({ propensities, arm }) => (propensities[arm] ?? 0) < 1);
  if (open.length < FOLDS * actions.length) return undefined;
  const foldOf = ({ shopper }: LoggedRow) => Math.floor(hashToUnit(`fold/${shopper}`) * FOLDS);
  const predictions: Matrix = {
    rows: open.length,
    columns: actions.length,
    values: new Float64Array(open.length * actions.length),
  };
  const chosen = new Int32Array(open.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitProgramModel(
      rows.filter((row) => foldOf(row) !== fold),
      actions,
      features,
      candidate,
    );
    for (const [i, row] of open.entries()) {
      if (foldOf(row) !== fold) continue;
      const values = predictedValues(model, row);
      predictions.values.set(values, i * actions.length);
      chosen[i] = bestArm(values, row.eligible);
    }
  }
  const present = open.map((row) => bestArm(predictedValues(today, row), row.eligible));
  const log = {
    action: open.map(({ arm }) => arm),
    reward: open.map(rewardOf),
    propensity: open.map(({ arm, propensities }) => propensities[arm]!),
  };
  const verdict = releaseGate(log, policyOfActions(chosen, actions.length), {
    predictions,
    today: policyOfActions(present, actions.length),
  });
  return { rows: open.length, verdict };
}
