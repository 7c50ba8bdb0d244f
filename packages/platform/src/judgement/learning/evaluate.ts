import {
  type AucDifference,
  type AucInterval,
  aucWithInterval,
  calibrationByDecile,
  chooseL2,
  fitLogistic,
  type LogisticModel,
  matrixFromRows,
  pairedAucDifference,
  predictLogistic,
} from "@aftercare/learn";
import type { TrainingRow } from "./training-row.ts";

/** What a model trained on the past was worth on the rows after it. */
export interface Evaluation {
  readonly trainRows: number;
  readonly testRows: number;
  readonly auc: AucInterval;
  readonly baselineAuc: AucInterval;
  /** AUC minus the baseline's, paired on the same rows. */
  readonly difference: AucDifference;
  readonly calibration: readonly { predicted: number; observed: number; rows: number }[];
}

const penalties = [0.3, 1, 3, 10, 30, 100];
const folds = 5;

/** Rows of each class below which a fold could be left without one. */
export const leastOfClass = 2 * folds;

/** Fits with the penalty that cross-validation by person prefers. */
export function fit(rows: readonly TrainingRow[]): LogisticModel {
  const x = matrixFromRows(rows.map((row) => row.input));
  const y = rows.map((row) => row.outcome);
  const { l2 } = chooseL2(x, y, penalties, folds, "repurchase", { groups: rows.map((row) => row.group) });
  return fitLogistic(x, y, { l2 });
}

/**
 * Trains on `train`, scores `test`. Undefined where either lacks rows of both classes. Deciles with 200 rows or more,
 * quintiles below: a decile of fewer rows shows noise.
 */
export function evaluate(train: readonly TrainingRow[], test: readonly TrainingRow[]): Evaluation | undefined {
  if (!hasBothClasses(train, leastOfClass) || !hasBothClasses(test, 2)) return undefined;
  const model = fit(train);
  const scores = test.map((row) => predictLogistic(model, row.input));
  const labels = test.map((row) => row.outcome);
  const baseline = test.map((row) => row.baseline);
  return {
    trainRows: train.length,
    testRows: test.length,
    auc: aucWithInterval(scores, labels),
    baselineAuc: aucWithInterval(baseline, labels),
    difference: pairedAucDifference(scores, baseline, labels),
    calibration: calibrationByDecile(scores, labels, test.length >= 200 ? 10 : 5).bins.map(
      ({ predicted, observed, rows }) => ({ predicted, observed, rows }),
    ),
  };
}

export function hasBothClasses(rows: readonly TrainingRow[], least: number): boolean {
  const ones = rows.filter((row) => row.outcome === 1).length;
  return ones >= least && rows.length - ones >= least;
}
