import { LearnError, requireFinite, requireLength, requireLevel, requireSome } from "../errors/index.ts";

/**
 * Mean pinball loss of predicted quantiles, in the outcome's unit: an outcome above costs `level` per unit, one below
 * 1 − `level`; its least lies at the true quantile (Koenker, Bassett 1978, Econometrica 46).
 * Throws LearnError naming the argument.
 */
export function pinballLoss(quantiles: ArrayLike<number>, outcomes: ArrayLike<number>, level: number): number {
  requireLevel("level", level);
  requirePairs("quantiles", quantiles, outcomes);
  let sum = 0;
  for (let i = 0; i < quantiles.length; i++) {
    const above = outcomes[i]! - quantiles[i]!;
    sum += Math.max(level * above, (level - 1) * above);
  }
  return sum / quantiles.length;
}

/** What intervals were worth. */
export interface IntervalQuality {
  /** Share of outcomes that lie within, ends included. */
  readonly coverage: number;
  /** Mean length. */
  readonly width: number;
  /** Mean width plus 2 ÷ (1 − level) for each unit that an outcome lies outside (Gneiting, Raftery 2007, JASA 102); less is better. */
  readonly score: number;
}

/** Coverage, width and interval score of intervals at a stated level. Throws LearnError naming the argument. */
export function intervalQuality(
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  level: number,
): IntervalQuality {
  requireLevel("level", level);
  requirePairs("lower", lower, outcomes);
  requirePairs("upper", upper, outcomes);
  const n = outcomes.length;
  let held = 0;
  let width = 0;
  let outside = 0;
  for (let i = 0; i < n; i++) {
    if (upper[i]! < lower[i]!) throw new LearnError("upper", `lies below lower in row ${i}; order the ends first`);
    const miss = Math.max(lower[i]! - outcomes[i]!, outcomes[i]! - upper[i]!, 0);
    if (miss === 0) held++;
    width += upper[i]! - lower[i]!;
    outside += miss;
  }
  return { coverage: held / n, width: width / n, score: (width + (2 / (1 - level)) * outside) / n };
}

function requirePairs(argument: string, values: ArrayLike<number>, outcomes: ArrayLike<number>): void {
  requireSome(argument, values);
  requireFinite(argument, values);
  requireLength("outcomes", outcomes, values.length, argument);
  requireFinite("outcomes", outcomes);
}
