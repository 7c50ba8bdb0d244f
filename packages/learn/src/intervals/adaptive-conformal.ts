import { LearnError, requireLevel, requireWhole } from "../errors/index.ts";
import { conformalQuantile } from "./conformal-quantile.ts";

/** Where an adaptive interval stands; a plain object that can be stored between two outcomes. */
export interface AdaptiveConformal {
  readonly kind: "adaptive-conformal";
  readonly version: 1;
  readonly level: number;
  readonly step: number;
  readonly window: number;
  /** Share of misses aimed at now; leaves [0, 1] when even the widest or narrowest interval was not enough. */
  readonly miss: number;
  /** The latest scores, oldest first, at most `window`. */
  readonly scores: readonly number[];
}

/** How an adaptive interval shall behave. */
export interface AdaptiveOptions {
  /** Share of outcomes that the intervals shall hold in the long run. */
  readonly level: number;
  /** How far one outcome moves the aim, above 0; 0.005 if not given. Larger follows faster and swings more. */
  readonly step?: number;
  /** Latest scores kept; 500 if not given. */
  readonly window?: number;
}

/**
 * Adaptive conformal inference (Gibbs, Candès 2021, NeurIPS): after each outcome the level aimed at moves up if it was missed and
 * down if not, so that over T outcomes the share missed differs from 1 − level by at most (max(level, 1 − level) + step) ÷ (step · T),
 * however the world drifts, even against an adversary.
 *
 * @throws LearnError naming the option.
 */
export function startAdaptive(options: AdaptiveOptions): AdaptiveConformal {
  const { level, step = 0.005, window = 500 } = options;
  requireLevel("options.level", level);
  if (!(step > 0 && step < 1)) throw new LearnError("options.step", `is ${String(step)}; between 0 and 1 is needed`);
  requireWhole("options.window", window, 1);
  return { kind: "adaptive-conformal", version: 1, level, step, window, miss: 1 - level, scores: [] };
}

/**
 * The score up to which an interval reaches now: `Infinity` (say nothing) after too many misses or before enough scores,
 * `-Infinity` (an empty interval) after too few misses.
 */
export function adaptiveQuantile(state: AdaptiveConformal): number {
  const aim = 1 - state.miss;
  if (aim >= 1 || state.scores.length === 0) return Number.POSITIVE_INFINITY;
  if (aim <= 0) return Number.NEGATIVE_INFINITY;
  return conformalQuantile(state.scores, aim);
}

/**
 * The state after an outcome with this score. `issued` is the quantile that its interval was made with, to be given where other
 * outcomes came in between (a parcel's day of delivery is known weeks after it was promised); now's quantile if not given.
 * Throws LearnError naming `score`.
 */
export function observeAdaptive(
  state: AdaptiveConformal,
  score: number,
  issued: number = adaptiveQuantile(state),
): AdaptiveConformal {
  if (!Number.isFinite(score)) throw new LearnError("score", `is ${String(score)}; a finite number is needed`);
  const missed = score > issued ? 1 : 0;
  const miss = state.miss + state.step * (1 - state.level - missed);
  return { ...state, miss, scores: [...state.scores, score].slice(-state.window) };
}
