import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { LearnError, requireLevel, requireWhole } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";

/** Options of a bootstrap. */
export interface BootstrapOptions {
  /** Resamples; 200 if not given. */
  readonly replicates?: number;
  readonly seed?: string | number;
  /** Of the intervals; 0.95 if not given. */
  readonly level?: number;
}

/** A figure on the rows as they are and its sampling error over customers. */
export interface BootstrapEstimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** Two methods on the same customers. */
export interface PairedDifference {
  readonly candidate: BootstrapEstimate;
  readonly reference: BootstrapEstimate;
  /** Candidate − reference; its error is far below that of either, as both see the same customers. */
  readonly difference: BootstrapEstimate;
}

/**
 * Paired bootstrap over customers (Efron, Tibshirani 1993): each resample draws `customers` of them with replacement and gives both
 * figures the same counts. Intervals are estimate ± z · bootstrap standard error, which 200 resamples determine well, while
 * percentiles in the tails would need thousands.
 *
 * @param customers how many there are; both functions get that many counts, or none for the rows as they are.
 * @throws LearnError naming the argument, also where a figure is not finite on a resample.
 */
export function pairedBootstrap(
  customers: number,
  candidate: (counts?: ArrayLike<number>) => number,
  reference: (counts?: ArrayLike<number>) => number,
  options: BootstrapOptions = {},
): PairedDifference {
  const { replicates = 200, seed = "bootstrap", level = 0.95 } = options;
  requireWhole("customers", customers, 2);
  requireWhole("options.replicates", replicates, 2);
  requireLevel("options.level", level);
  const random = seededRandom(seed);
  const ofCandidate = new Float64Array(replicates);
  const ofReference = new Float64Array(replicates);
  for (let b = 0; b < replicates; b++) {
    const counts = new Float64Array(customers);
    for (let i = 0; i < customers; i++) counts[random.int(customers)]! += 1;
    ofCandidate[b] = finite("candidate", candidate(counts));
    ofReference[b] = finite("reference", reference(counts));
  }
  const z = quantile((1 + level) / 2, 0, 1);
  const first = finite("candidate", candidate());
  const second = finite("reference", reference());
  return {
    candidate: summary(first, ofCandidate, z),
    reference: summary(second, ofReference, z),
    difference: summary(
      first - second,
      ofCandidate.map((each, b) => each - ofReference[b]!),
      z,
    ),
  };
}

function summary(estimate: number, replicates: Float64Array, z: number): BootstrapEstimate {
  const mean = replicates.reduce((sum, each) => sum + each, 0) / replicates.length;
  const squares = replicates.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (replicates.length - 1));
  return { estimate, standardError, lower: estimate - z * standardError, upper: estimate + z * standardError };
}

function finite(argument: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new LearnError(argument, `gives ${value} on a resample; there are too few customers of one kind to resample`);
}
