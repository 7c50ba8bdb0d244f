import { LearnError, requireFinite, requireLevel, requireSome, requireWhole } from "../../errors/index.ts";

/** The interval after each observation: all of them hold at once with the stated confidence, so one may look at any time. */
export interface ConfidenceSequence {
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Options of a confidence sequence. */
export interface SequenceOptions {
  /** Probability that every interval of the sequence holds the mean; 0.95 if not given. */
  readonly level?: number;
  /** The number of observations at which the sequence is to be tightest; 1,000 if not given. */
  readonly tightAt?: number;
}

/**
 * Confidence sequence for the mean of observations between two known bounds, exact at every sample size (Howard, Ramdas, McAuliffe,
 * Sekhon 2021, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of Statistics, theorem 4 with the stitched
 * boundary of theorem 1): widths follow the variance seen, not the range.
 *
 * @param observations in the order in which they came, each within [least, most], independent or with constant conditional mean.
 * @throws LearnError naming `observations`, `most` or `options.level`.
 */
export function boundedConfidenceSequence(
  observations: ArrayLike<number>,
  least: number,
  most: number,
  { level = 0.95 }: Pick<SequenceOptions, "level"> = {},
): ConfidenceSequence {
  requireSome("observations", observations);
  requireFinite("observations", observations);
  requireLevel("options.level", level);
  if (!(most > least && Number.isFinite(most - least))) {
    throw new LearnError("most", `is ${String(most)}; a finite number above least (${String(least)}) is needed`);
  }
  const range = most - least;
  const n = observations.length;
  const result = { mean: new Float64Array(n), lower: new Float64Array(n), upper: new Float64Array(n) };
  let sum = 0;
  let variance = 0;
  let tightest = { lower: least, upper: most };
  for (let t = 0; t < n; t++) {
    const each = observations[t]!;
    if (each < least || each > most) {
      throw new LearnError("observations", `value ${t} is ${each}, outside ${least} to ${most}`);
    }
    // The variance is measured around what was known before the observation: that is what makes the bound exact.
    const foreseen = t === 0 ? (least + most) / 2 : sum / t;
    variance += ((each - foreseen) / range) ** 2;
    sum += each;
    const mean = sum / (t + 1);
    const margin = (range * stitched(variance, (1 - level) / 2)) / (t + 1);
    // All intervals hold together, so their intersection does; it may be empty only when the mean moved.
    tightest = { lower: Math.max(tightest.lower, mean - margin), upper: Math.min(tightest.upper, mean + margin) };
    result.mean[t] = mean;
    result.lower[t] = tightest.lower;
    result.upper[t] = tightest.upper;
  }
  return result;
}

/** Stitched boundary for sub-gamma sums of scale 1 with η = 2, s = 1.4, m = 1, crossed with probability of at most `alpha`. */
function stitched(variance: number, alpha: number): number {
  const v = Math.max(1, variance);
  const zeta = 3.105547277977581; // Riemann's ζ(1.4), the sum over all epochs of their shares of alpha.
  const epochs = 1.4 * Math.log(1 + Math.log(v) / Math.LN2) + Math.log(zeta / alpha);
  const k1 = (2 ** 0.25 + 2 ** -0.25) / Math.SQRT2;
  const k2 = (Math.SQRT2 + 1) / 2;
  return Math.sqrt(k1 * k1 * v * epochs + (k2 * epochs) ** 2) + k2 * epochs;
}

/**
 * Asymptotic confidence sequence for a mean (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024, "Time-uniform central limit theory and
 * asymptotic confidence sequences", Annals of Statistics, theorem 2.2): for observations without known bounds, such as doubly robust
 * scores of spend. Like an interval of the central limit theorem it needs a start of some dozens of observations.
 *
 * @param observations in the order in which they came.
 * @throws LearnError naming `observations` or the option.
 */
export function asymptoticConfidenceSequence(
  observations: ArrayLike<number>,
  { level = 0.95, tightAt = 1000 }: SequenceOptions = {},
): ConfidenceSequence {
  requireSome("observations", observations);
  requireFinite("observations", observations);
  requireLevel("options.level", level);
  requireWhole("options.tightAt", tightAt, 1);
  const alpha = 1 - level;
  const rho2 = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / tightAt;
  const n = observations.length;
  const result = { mean: new Float64Array(n), lower: new Float64Array(n), upper: new Float64Array(n) };
  let mean = 0;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    const t = k + 1;
    const off = observations[k]! - mean;
    mean += off / t;
    squares += off * (observations[k]! - mean);
    const scale = t * rho2 + 1;
    const margin =
      t === 1
        ? Number.POSITIVE_INFINITY
        : Math.sqrt((squares / t) * ((2 * scale) / (t * t * rho2)) * Math.log(Math.sqrt(scale) / alpha));
    result.mean[k] = mean;
    result.lower[k] = mean - margin;
    result.upper[k] = mean + margin;
  }
  return result;
}
