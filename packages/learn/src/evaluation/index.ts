export { type AucDifference, type AucInterval, auc, aucWithInterval, pairedAucDifference } from "./auc.ts";
export { type Calibration, type CalibrationBin, calibrationByDecile } from "./calibration.ts";
export { brier, logLoss } from "./probability-scores.ts";
