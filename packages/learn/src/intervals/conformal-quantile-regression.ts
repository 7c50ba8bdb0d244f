import { LearnError, requireFinite, requireLength, requireLevel, requireSome } from "../errors/index.ts";
import { conformalQuantile } from "./conformal-quantile.ts";
import { type Interval, requireRows } from "./split-conformal.ts";

/** How much to widen (or, negative, to narrow) a predicted band on each side; a plain object that survives JSON. */
export interface ConformalBandModel {
  readonly kind: "conformal-band";
  readonly version: 1;
  readonly level: number;
  readonly below: number;
  readonly above: number;
  /** Held-out rows that it rests on. */
  readonly rows: number;
}

/** Further choices for {@link fitConformalBand}. */
export interface ConformalBandOptions {
  /** Probability with which the band shall hold the outcome. */
  readonly level: number;
  /**
   * "joint" moves both ends by one amount; "separate" lets each end miss half of what the level allows, for skewed outcomes, at
   * the price of slightly wider bands. "joint" if not given.
   */
  readonly ends?: "joint" | "separate";
}

/**
 * Conformalised quantile regression (Romano, Patterson, Candès 2019, NeurIPS): predicted lower and upper quantiles are shifted so
 * that the band between them holds the outcome with probability at least `level`, and stays wide where the quantiles were wide.
 *
 * @param lower predicted lower quantile of each held-out row.  @param upper the upper one; crossed pairs are put in order.
 * @throws LearnError naming `lower`, `upper`, `outcomes` or the option; also where there are too few rows for the level.
 */
export function fitConformalBand(
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: ConformalBandOptions,
): ConformalBandModel {
  const { level, ends = "joint" } = options;
  requireLevel("options.level", level);
  requireSome("lower", lower);
  requireFinite("lower", lower);
  requireLength("upper", upper, lower.length, "lower");
  requireFinite("upper", upper);
  requireLength("outcomes", outcomes, lower.length, "lower");
  requireFinite("outcomes", outcomes);
  const rows = lower.length;
  const below = Float64Array.from(lower, (low, i) => Math.min(low, upper[i]!) - outcomes[i]!);
  const above = Float64Array.from(upper, (high, i) => outcomes[i]! - Math.max(high, lower[i]!));
  const model = { kind: "conformal-band", version: 1, level, rows } as const;
  if (ends === "separate") {
    const each = (1 + level) / 2;
    requireRows("lower", rows, each);
    return { ...model, below: conformalQuantile(below, each), above: conformalQuantile(above, each) };
  }
  requireRows("lower", rows, level);
  const both = conformalQuantile(
    below.map((miss, i) => Math.max(miss, above[i]!)),
    level,
  );
  return { ...model, below: both, above: both };
}

/**
 * The shifted band for a new row. Where narrowing would turn it inside out, both ends are their middle. Throws LearnError naming
 * `lower` or `upper`.
 */
export function conformalBand(model: ConformalBandModel, lower: number, upper: number): Interval {
  if (!Number.isFinite(lower)) throw new LearnError("lower", `is ${String(lower)}; a finite number is needed`);
  if (!Number.isFinite(upper)) throw new LearnError("upper", `is ${String(upper)}; a finite number is needed`);
  const low = Math.min(lower, upper) - model.below;
  const high = Math.max(lower, upper) + model.above;
  if (low <= high) return { lower: low, upper: high };
  return { lower: (low + high) / 2, upper: (low + high) / 2 };
}
