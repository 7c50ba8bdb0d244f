export {
  type AdaptiveConformal,
  type AdaptiveOptions,
  adaptiveQuantile,
  observeAdaptive,
  startAdaptive,
} from "./adaptive-conformal.ts";
export { conformalQuantile, rowsForLevel, weightedConformalQuantile } from "./conformal-quantile.ts";
export {
  type ConformalBandModel,
  type ConformalBandOptions,
  conformalBand,
  fitConformalBand,
} from "./conformal-quantile-regression.ts";
export {
  fitGroupedConformal,
  type GroupedConformalModel,
  type GroupedConformalOptions,
  type GroupQuantile,
  groupedConformalQuantile,
} from "./grouped-conformal.ts";
export { type IntervalQuality, intervalQuality, pinballLoss } from "./interval-scores.ts";
export {
  fitSplitConformal,
  type Interval,
  type IntervalSide,
  type SplitConformalModel,
  type SplitConformalOptions,
  splitConformalInterval,
} from "./split-conformal.ts";
