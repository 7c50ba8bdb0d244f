import { LearnError, requireBinary, requireLength, requireSome, requireWhole } from "../errors/index.ts";
import { sigmoid } from "../logistic/index.ts";
import type { Factor, RandomEffectsModel } from "./random-effects-model.ts";

/** Further choices for {@link fitRandomEffects}. */
export interface RandomEffectsOptions {
  /** Rows to learn from; all if not given. */
  readonly rows?: ArrayLike<number>;
  /** A model of nearly the same rows to start from, which then needs few rounds. */
  readonly like?: RandomEffectsModel;
  /** Rounds through all factors; 20 if not given. */
  readonly rounds?: number;
}

/** Rounds before variances move, so that they are not judged by effects that have only begun to grow. */
const settling = 3;
const firstVariance = 0.1;
const leastVariance = 1e-4;
/** Levels that tell the outcome without fail would otherwise ask for ever more. */
const mostVariance = 9;
/** Newton's step trusts the bend where it stands: far out on the flat of the curve it would leap past the answer, and further each time. */
const longestStep = 1;

/**
 * Logistic regression with crossed random effects: log-odds = b + Σ effect[factor][level], each factor's effects normal about 0 with a
 * variance of its own that is learned (penalised quasi-likelihood, Breslow, Clayton 1993, JASA 88; variances by the
 * EM step). Unlike one rate for each id it tells the shopper who returns much from the item that is returned much, and
 * works with any number of levels: the levels of one factor share no rows, so that each takes its own Newton step.
 *
 * @param factors for each the level of every row, whole numbers from 0.  @param y 0 or 1 for every row.
 * @throws LearnError naming `factors`, `y` or the option.
 */
export function fitRandomEffects(
  factors: readonly Factor[],
  y: ArrayLike<number>,
  options: RandomEffectsOptions = {},
): RandomEffectsModel {
  const { like, rounds = 20 } = options;
  requireSome("factors", factors);
  requireSome("y", y);
  requireBinary("y", y);
  for (const levels of factors) requireLength("factors", levels, y.length, "y");
  requireWhole("options.rounds", rounds, 1);
  if (like && like.factors.length !== factors.length) {
    throw new LearnError("options.like", `has ${like.factors.length} factors where ${factors.length} are given`);
  }
  const rows = Int32Array.from(options.rows ?? Array.from(y, (_, i) => i));
  requireSome("options.rows", rows);
  const known = factors.map((levels, f) => start(levels, rows, like?.factors[f]));
  let intercept = like?.intercept ?? 0;
  const linear = Float64Array.from(rows, (row) =>
    known.reduce((sum, { effects }, f) => sum + effects[factors[f]![row]!]!, intercept),
  );
  for (let round = 0; round < rounds; round++) {
    const step = interceptStep(linear, rows, y);
    intercept += step;
    for (let r = 0; r < rows.length; r++) linear[r]! += step;
    for (const [f, factor] of known.entries()) {
      const seen = stepLevels(factor, factors[f]!, rows, y, linear);
      if ((like || round >= settling) && seen > 0)
        factor.variance = Math.min(mostVariance, Math.max(leastVariance, seen));
    }
  }
  return {
    kind: "random-effects",
    version: 1,
    intercept,
    factors: known.map(({ effects, variance }) => ({ effects: Array.from(effects), variance })),
  };
}

interface Fitted {
  readonly effects: Float64Array;
  variance: number;
}

function start(levels: Factor, rows: Int32Array, like: RandomEffectsModel["factors"][number] | undefined): Fitted {
  let highest = -1;
  for (const row of rows) {
    const level = levels[row];
    if (level === undefined || !Number.isSafeInteger(level) || level < 0) {
      throw new LearnError("factors", `row ${row} is ${String(level)}; whole numbers from 0 are needed`);
    }
    highest = Math.max(highest, level);
  }
  const effects = new Float64Array(Math.max(highest + 1, like?.effects.length ?? 0));
  if (like) effects.set(like.effects);
  return { effects, variance: like?.variance ?? firstVariance };
}

/** Both classes count half a row more, so that one class alone gives a finite step. */
function interceptStep(linear: Float64Array, rows: Int32Array, y: ArrayLike<number>): number {
  let slope = 0;
  let bend = 0.25;
  for (let r = 0; r < rows.length; r++) {
    const p = sigmoid(linear[r]!);
    slope += y[rows[r]!]! - p;
    bend += p * (1 - p);
  }
  return Math.max(-2, Math.min(2, slope / bend));
}

/** One Newton step of every level; returns the mean square of effects and their uncertainty, the EM step of the variance. */
function stepLevels(
  { effects, variance }: Fitted,
  levels: Factor,
  rows: Int32Array,
  y: ArrayLike<number>,
  linear: Float64Array,
): number {
  const slope = new Float64Array(effects.length);
  const bend = new Float64Array(effects.length);
  for (let r = 0; r < rows.length; r++) {
    const p = sigmoid(linear[r]!);
    const level = levels[rows[r]!]!;
    slope[level]! += y[rows[r]!]! - p;
    bend[level]! += p * (1 - p);
  }
  let squares = 0;
  let seen = 0;
  const change = new Float64Array(effects.length);
  for (let level = 0; level < effects.length; level++) {
    if (bend[level] === 0) {
      effects[level] = 0;
      continue;
    }
    const precision = bend[level]! + 1 / variance;
    const step = (slope[level]! - effects[level]! / variance) / precision;
    change[level] = Math.max(-longestStep, Math.min(longestStep, step));
    effects[level]! += change[level]!;
    squares += effects[level]! ** 2 + 1 / precision;
    seen++;
  }
  for (let r = 0; r < rows.length; r++) linear[r]! += change[levels[rows[r]!]!]!;
  return seen > 0 ? squares / seen : 0;
}
