import { LearnError, requireBinary, requireFinite, requireLength } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";

/** What was known of each row, which treatment it had, and what came of it. */
export interface TreatmentData {
  /** rows × columns, finite: known before the treatment was chosen. */
  readonly x: Matrix;
  /** For each row 0 (control) or the number of its treatment, 1 to K; every number from 0 to K must occur. */
  readonly treatment: ArrayLike<number>;
  /** For each row 0 or 1 (`binary`), or any finite number (`real`). */
  readonly outcome: ArrayLike<number>;
  /**
   * rows × (K + 1): the probability with which each row could have had the control and each treatment; strictly between 0 and 1,
   * each row sums to 1. Where it is not known leave it out, and it is estimated from `x`.
   */
  readonly propensity?: Matrix;
}

/** What is predicted: whether something happens (`binary`, 0 or 1) or how much (`real`). */
export type OutcomeKind = "binary" | "real";

/** Checks the data of a fit and counts its arms (control included). Throws LearnError naming `data.…`. */
export function requireTreatmentData(data: TreatmentData, kind: OutcomeKind): number {
  const { x, treatment, outcome, propensity } = data;
  if (x.rows === 0) throw new LearnError("data.x", "has no rows; rows of every arm are needed");
  requireLength("data.x.values", x.values, x.rows * x.columns, "data.x.rows × data.x.columns");
  requireFinite("data.x", x.values);
  requireLength("data.treatment", treatment, x.rows, "data.x");
  requireLength("data.outcome", outcome, x.rows, "data.x");
  if (kind === "binary") requireBinary("data.outcome", outcome);
  else requireFinite("data.outcome", outcome);
  const arms = countArms(treatment);
  if (kind === "binary") requireBothOutcomes(outcome);
  if (propensity) requirePropensity(propensity, x.rows, arms);
  return arms;
}

function countArms(treatment: ArrayLike<number>): number {
  const counts: number[] = [];
  for (let i = 0; i < treatment.length; i++) {
    const arm = treatment[i]!;
    if (!Number.isInteger(arm) || arm < 0 || arm > 1000) {
      throw new LearnError(
        "data.treatment",
        `row ${i} is ${String(arm)}; 0 (control) or a treatment's number is needed`,
      );
    }
    counts[arm] = (counts[arm] ?? 0) + 1;
  }
  if (counts.length < 2) throw new LearnError("data.treatment", "no row is treated; rows of both kinds are needed");
  for (let arm = 0; arm < counts.length; arm++) {
    if (counts[arm] === undefined) {
      const which = arm === 0 ? "the control (0)" : `treatment ${arm}`;
      throw new LearnError("data.treatment", `no row has ${which}; number the treatments that occur from 1 on`);
    }
  }
  return counts.length;
}

function requireBothOutcomes(outcome: ArrayLike<number>): void {
  for (let i = 1; i < outcome.length; i++) if (outcome[i] !== outcome[0]) return;
  throw new LearnError("data.outcome", `every outcome is ${String(outcome[0])}; both 0 and 1 must occur`);
}

function requirePropensity(propensity: Matrix, rows: number, arms: number): void {
  if (propensity.rows !== rows || propensity.columns !== arms) {
    const given = `${propensity.rows} × ${propensity.columns}`;
    throw new LearnError("data.propensity", `is ${given}; ${rows} × ${arms} is needed, the control's column first`);
  }
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let a = 0; a < arms; a++) {
      const p = propensity.values[i * arms + a]!;
      if (!(p > 0 && p < 1)) {
        throw new LearnError(
          "data.propensity",
          `row ${i}, arm ${a} is ${String(p)}; strictly between 0 and 1 is needed: leave rows out that could not have had every arm`,
        );
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > 1e-6) throw new LearnError("data.propensity", `row ${i} sums to ${sum}; 1 is needed`);
  }
}

/** The rows at these positions (0 to rows − 1), in that order and as often as they are named. */
export function selectData(data: TreatmentData, positions: ArrayLike<number>): TreatmentData {
  const rows = Array.from(positions);
  const part = {
    x: selectRowsOf(data.x, rows),
    treatment: Int32Array.from(rows, (i) => data.treatment[i]!),
    outcome: Float64Array.from(rows, (i) => data.outcome[i]!),
  };
  return data.propensity ? { ...part, propensity: selectRowsOf(data.propensity, rows) } : part;
}

function selectRowsOf(x: Matrix, rows: readonly number[]): Matrix {
  const values = new Float64Array(rows.length * x.columns);
  for (let k = 0; k < rows.length; k++) {
    const from = rows[k]! * x.columns;
    for (let j = 0; j < x.columns; j++) values[k * x.columns + j] = x.values[from + j]!;
  }
  return { rows: rows.length, columns: x.columns, values };
}
