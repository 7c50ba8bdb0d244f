import { LearnError, requireFinite, requireLength, requireLevel, requireSome } from "../errors/index.ts";

/** Quantiles of past outcomes, one list for each bucket; a plain object that survives JSON. */
export interface BucketQuantilesModel {
  readonly kind: "bucket-quantiles";
  readonly version: 1;
  readonly levels: readonly number[];
  /** Over all rows, for buckets that were not seen; in the order of `levels`. */
  readonly pooled: readonly number[];
  readonly buckets: Readonly<Record<string, readonly number[]>>;
  /** Rows inside the window. */
  readonly rows: number;
}

/** Further choices for {@link fitBucketQuantiles}. */
export interface BucketQuantilesOptions {
  /** Strictly between 0 and 1. */
  readonly levels: readonly number[];
  /** How many rows all rows together count for in each bucket, 0 or more; 0 if not given: each bucket stands alone. */
  readonly shrinkage?: number;
  /** Only rows with `since ≤ times[row] < before` count, so that a replay sees what was known and old seasons fade. */
  readonly window?: { readonly times: ArrayLike<number>; readonly since: number; readonly before: number };
}

/**
 * Empirical quantiles per bucket within a window of time: the baseline that a promise of delivery has to beat, and a
 * strong one under drift. A bucket's quantile is that of a mixture in which its own rows count one each and the whole window
 * together counts `shrinkage`, so that buckets of a few rows borrow from all.
 *
 * @param buckets to which bucket each row belongs.  @param values what came of it, finite.
 * @throws LearnError naming `buckets`, `values` or the option; also where the window is empty.
 */
export function fitBucketQuantiles(
  buckets: readonly (string | number)[],
  values: ArrayLike<number>,
  options: BucketQuantilesOptions,
): BucketQuantilesModel {
  const { levels, shrinkage = 0, window } = options;
  requireSome("options.levels", levels);
  for (const level of levels) requireLevel("options.levels", level);
  if (!(shrinkage >= 0 && Number.isFinite(shrinkage))) {
    throw new LearnError("options.shrinkage", `is ${String(shrinkage)}; a finite number of 0 or more is needed`);
  }
  requireSome("buckets", buckets);
  requireLength("values", values, buckets.length, "buckets");
  requireFinite("values", values);
  if (window) requireLength("options.window.times", window.times, buckets.length, "buckets");
  const inside = (i: number) => !window || (window.times[i]! >= window.since && window.times[i]! < window.before);
  const members = new Map<string, number[]>();
  const all: number[] = [];
  for (const [i, bucket] of buckets.entries()) {
    if (!inside(i)) continue;
    all.push(values[i]!);
    const own = members.get(String(bucket));
    if (own) own.push(values[i]!);
    else members.set(String(bucket), [values[i]!]);
  }
  if (all.length === 0) throw new LearnError("options.window", "holds no rows; let it begin earlier");
  const pool = Float64Array.from(all).sort();
  const found = [...members].map(([bucket, own]) => {
    const sorted = Float64Array.from(own).sort();
    return [bucket, levels.map((level) => mixtureQuantile(sorted, pool, shrinkage / pool.length, level))] as const;
  });
  return {
    kind: "bucket-quantiles",
    version: 1,
    levels,
    pooled: levels.map((level) => mixtureQuantile(pool, pool, 0, level)),
    buckets: Object.fromEntries(found),
    rows: pool.length,
  };
}

/** The bucket's quantiles in the order of `model.levels`; the pooled ones for a bucket that the fit has not seen. */
export function bucketQuantiles(model: BucketQuantilesModel, bucket: string | number): readonly number[] {
  return Object.hasOwn(model.buckets, String(bucket)) ? model.buckets[String(bucket)]! : model.pooled;
}

/** Merges two sorted lists until the share is reached: own values weigh one each, those of the pool `each`. */
function mixtureQuantile(own: Float64Array, pool: Float64Array, each: number, level: number): number {
  const needed = (own.length + each * pool.length) * level * (1 - 1e-12);
  let reached = 0;
  let i = 0;
  let j = each > 0 ? 0 : pool.length;
  for (;;) {
    const fromOwn = i < own.length && (j >= pool.length || own[i]! <= pool[j]!);
    const value = fromOwn ? own[i++]! : pool[j++]!;
    reached += fromOwn ? 1 : each;
    if (reached >= needed || (i >= own.length && j >= pool.length)) return value;
  }
}
