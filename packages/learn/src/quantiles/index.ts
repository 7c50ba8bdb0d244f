export {
  type BucketQuantilesModel,
  type BucketQuantilesOptions,
  bucketQuantiles,
  fitBucketQuantiles,
} from "./bucket-quantiles.ts";
export { type Durations, fitLifeTable } from "./fit-life-table.ts";
export { type LifeTable, lifeTableQuantile, survivalAt } from "./life-table.ts";
export { weightedQuantile } from "./weighted-quantile.ts";
