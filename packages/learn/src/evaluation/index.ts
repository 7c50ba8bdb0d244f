export { type AucDifference, type AucInterval, auc, aucWithInterval, pairedAucDifference } from "./auc.ts";
export { type Calibration, type CalibrationBin, calibrationByDecile } from "./calibration.ts";
export {
  type BootstrapEstimate,
  type BootstrapOptions,
  type PairedDifference,
  pairedBootstrap,
} from "./paired-bootstrap.ts";
export { brier, logLoss } from "./probability-scores.ts";
export {
  auuc,
  type EffectScoreOptions,
  effectScores,
  type GainCurve,
  type ObservedUplift,
  qiniArea,
  qiniAuc,
  qiniCurve,
  type RankingStatistic,
  type Rate,
  type RateOptions,
  rate,
  type UpliftBin,
  type UpliftCalibration,
  type UpliftData,
  type UpliftMetric,
  upliftAtK,
  upliftByDecile,
  upliftCurve,
  upliftStatistic,
} from "./uplift-curves/index.ts";
