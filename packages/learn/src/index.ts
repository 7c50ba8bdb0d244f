export { LearnError } from "./errors/index.ts";
export {
  type AucDifference,
  type AucInterval,
  auc,
  aucWithInterval,
  brier,
  type Calibration,
  type CalibrationBin,
  calibrationByDecile,
  logLoss,
  pairedAucDifference,
} from "./evaluation/index.ts";
export { fitIsotonic, type IsotonicModel, predictIsotonic } from "./isotonic/index.ts";
export {
  type ChooseL2Options,
  type ChosenL2,
  chooseL2,
  contributions,
  fitLogistic,
  type LogisticModel,
  type LogisticOptions,
  type LogisticPrediction,
  type LogisticTraining,
  linearLogistic,
  loadLogistic,
  predictLogistic,
  predictLogisticInterval,
  standardErrorLogistic,
} from "./logistic/index.ts";
export { type Matrix, matrix, matrixFromRows, rowOf, selectRows } from "./matrix/index.ts";
export { choose, softEpsilon } from "./policy/index.ts";
export { hashToUnit, type SeededRandom, seededRandom } from "./random/index.ts";
