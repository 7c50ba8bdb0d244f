import {
  autoUplift,
  bestActions,
  type Economics,
  type Matrix,
  type OutcomeKind,
  policyOfActions,
  predictAutoUplift,
  selectData,
  selectRows,
  type TreatmentData,
} from "@aftercare/learn";

/** What is learned: whether something happens, or with economics the margin of what is sold. */
export interface PolicyQuestion {
  readonly outcome: OutcomeKind;
  readonly economics?: Economics;
}

/**
 * The arm of highest predicted outcome for each row by the automatic choice, which for each fold learned from the others alone: its
 * candidates, their weights and the arm it thinks best for everyone.
 */
export function policyByAuto(data: TreatmentData, folds: ArrayLike<number>, question: PolicyQuestion): Matrix {
  const rows = Array.from({ length: data.x.rows }, (_, i) => i);
  const taken = new Uint8Array(rows.length);
  let arms = 0;
  for (const fold of new Set(Array.from(folds))) {
    const held = rows.filter((i) => folds[i] === fold);
    const train = selectData(
      data,
      rows.filter((i) => folds[i] !== fold),
    );
    const model = autoUplift(train, { ...question, seed: fold });
    const best = bestActions(withControl(predictAutoUplift(model, selectRows(data.x, held)).effects));
    for (const [k, i] of held.entries()) taken[i] = best[k]!;
    arms = model.arms;
  }
  return policyOfActions(taken, arms);
}

/** The control's effect on itself, 0, before the others. */
function withControl({ rows, columns, values }: Matrix): Matrix {
  const wide = new Float64Array(rows * (columns + 1));
  for (let i = 0; i < rows; i++) {
    wide.set(values.subarray(i * columns, (i + 1) * columns), i * (columns + 1) + 1);
  }
  return { rows, columns: columns + 1, values: wide };
}
