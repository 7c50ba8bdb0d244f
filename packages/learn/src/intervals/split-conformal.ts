import { LearnError, requireFinite, requireLength, requireLevel, requireSome } from "../errors/index.ts";
import { conformalQuantile, rowsForLevel } from "./conformal-quantile.ts";

/** Lower and upper end in the outcome's unit; an open side is infinite. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Which errors are bounded: both ways, or only outcomes above ("upper") or below ("lower") what was predicted. */
export type IntervalSide = "both" | "upper" | "lower";

/** How far to either side of a prediction the interval reaches; a plain object that survives JSON. */
export interface SplitConformalModel {
  readonly kind: "split-conformal";
  readonly version: 1;
  readonly level: number;
  readonly side: IntervalSide;
  /** In units of the row's scale. Negative where a one-sided bound may even be tightened. */
  readonly reach: number;
  /** Held-out rows that it rests on. */
  readonly rows: number;
}

/** Further choices for {@link fitSplitConformal}. */
export interface SplitConformalOptions {
  /** Probability with which the interval shall hold the outcome. */
  readonly level: number;
  readonly side?: IntervalSide;
  /** How uncertain each row was said to be (above 0); the interval grows in proportion. 1 each if not given. */
  readonly scales?: ArrayLike<number>;
}

/**
 * Split conformal prediction (Papadopoulos et al. 2002; Lei et al. 2018, JASA 113): from predictions for rows that the model has not
 * seen, an interval around any model's prediction that holds the outcome with probability at least `level`, whatever the
 * distribution, as long as rows are exchangeable. Where they drift, see {@link startAdaptive}; where groups differ, see
 * {@link fitGroupedConformal}.
 *
 * @throws LearnError naming `predictions`, `outcomes` or the option; also where there are too few rows for the level.
 */
export function fitSplitConformal(
  predictions: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: SplitConformalOptions,
): SplitConformalModel {
  const { level, side = "both", scales } = options;
  requireLevel("options.level", level);
  requireSome("predictions", predictions);
  requireFinite("predictions", predictions);
  requireLength("outcomes", outcomes, predictions.length, "predictions");
  requireFinite("outcomes", outcomes);
  if (scales) {
    requireLength("options.scales", scales, predictions.length, "predictions");
    for (let i = 0; i < scales.length; i++) requireScale(`options.scales[${i}]`, scales[i]!);
  }
  requireRows("predictions", predictions.length, level);
  const scores = Float64Array.from(predictions, (prediction, i) => {
    const miss = (outcomes[i]! - prediction) / (scales?.[i] ?? 1);
    return side === "both" ? Math.abs(miss) : side === "upper" ? miss : -miss;
  });
  const reach = conformalQuantile(scores, level);
  return { kind: "split-conformal", version: 1, level, side, reach, rows: scores.length };
}

/** The interval around a new prediction; `scale` as in the fit. Throws LearnError naming `prediction` or `scale`. */
export function splitConformalInterval(model: SplitConformalModel, prediction: number, scale = 1): Interval {
  if (!Number.isFinite(prediction)) throw new LearnError("prediction", `is ${String(prediction)}; a number is needed`);
  requireScale("scale", scale);
  const reach = model.reach * scale;
  return {
    lower: model.side === "upper" ? Number.NEGATIVE_INFINITY : prediction - reach,
    upper: model.side === "lower" ? Number.POSITIVE_INFINITY : prediction + reach,
  };
}

/** Throws unless so many held-out rows can support the level. */
export function requireRows(argument: string, rows: number, level: number): void {
  const least = rowsForLevel(level);
  if (rows < least) {
    throw new LearnError(argument, `has ${rows} rows; an interval at level ${level} needs at least ${least}`);
  }
}

function requireScale(argument: string, scale: number): void {
  if (!(scale > 0 && Number.isFinite(scale))) throw new LearnError(argument, `is ${String(scale)}; above 0 is needed`);
}
