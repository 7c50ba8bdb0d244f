export { type GainCurve, qiniCurve, upliftCurve } from "./curves.ts";
export { type EffectScoreOptions, effectScores } from "./effect-scores.ts";
export { auuc, qiniAuc } from "./normalised-areas.ts";
export { qiniArea } from "./qini-area.ts";
export type { RankingStatistic } from "./ranking-statistic.ts";
export { type Rate, type RateOptions, rate } from "./rate.ts";
export { upliftAtK } from "./uplift-at-k.ts";
export {
  type ObservedUplift,
  type UpliftBin,
  type UpliftCalibration,
  upliftByDecile,
} from "./uplift-by-decile.ts";
export { requireUpliftData, type UpliftData } from "./uplift-data.ts";
export { type UpliftMetric, upliftStatistic } from "./uplift-statistic.ts";
