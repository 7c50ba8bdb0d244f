import { requireLevel } from "../../errors/index.ts";
import {
  actionScores,
  importanceWeights,
  type LoggedDecisions,
  type MeanInterval,
  meanWithInterval,
  type Overlap,
  type OverlapRefusal,
  overlapOf,
  overlapRefusal,
  requireLog,
  requirePolicy,
  requirePredictions,
} from "../../evaluation/off-policy/index.ts";
import type { Matrix } from "../../matrix/index.ts";

/** Options of {@link releaseGate}. */
export interface GateOptions {
  /** rows × actions: the policy in force, which must be beaten too. */
  readonly today?: Matrix;
  /** rows × actions: expected reward by models that have not seen the row; the log's mean reward if not given. */
  readonly predictions?: Matrix;
  /** Of the intervals; 0.95 if not given, so a policy that is no better is released with a probability of at most 2.5 %. */
  readonly level?: number;
  /** Effective sample below which no verdict is given; 50 if not given. */
  readonly leastEffectiveSample?: number;
}

/** The policy's value less that of something it must beat. */
export interface Hurdle {
  /** The action that everyone would get, or the policy in force. */
  readonly against: number | "today";
  readonly difference: MeanInterval;
}

/** What the log says about releasing a policy. */
export interface GateVerdict {
  readonly kind: "verdict";
  readonly deploy: boolean;
  /** `above` all hurdles, or which kind of hurdle it is not above. */
  readonly reason: "above" | "not-above-constant" | "not-above-today";
  readonly value: MeanInterval;
  /** The action that is best for everyone, by estimate. */
  readonly bestConstant: number;
  /** Value of the policy less that of the best constant. */
  readonly difference: MeanInterval;
  /** Every constant that the log can value, and today's policy. */
  readonly hurdles: readonly Hurdle[];
  /** Actions that the log holds too seldom to say what they would bring for everyone. */
  readonly unknownConstants: readonly number[];
  readonly overlap: Overlap;
}

/** No verdict: the log hardly overlaps with the policy, with today's, or with any constant action. */
export interface GateRefusal {
  readonly kind: "refused";
  readonly deploy: false;
  readonly of: "policy" | "today" | "constants";
  readonly overlap: OverlapRefusal;
}

/**
 * Releases a policy only when the log proves it better: the lower bound of its value less that of *every* constant action that the
 * log can value, and of today's policy, must be above 0. Requiring all of them needs no correction for having chosen the best constant
 * by the same log (intersection–union test; Berger 1982). Differences are paired and doubly robust (Dudík, Langford, Li 2011).
 *
 * @param policy rows × actions, chosen for each row by models that have not seen the row: otherwise its value is overstated.
 * @throws LearnError naming `log.…`, `target` (the policy), `predictions` or the option.
 */
export function releaseGate(
  log: LoggedDecisions,
  policy: Matrix,
  options: GateOptions = {},
): GateVerdict | GateRefusal {
  const { today, level = 0.95, leastEffectiveSample = 50 } = options;
  requireLog(log, policy);
  if (today) requirePolicy("options.today", today, policy.rows);
  requireLevel("options.level", level);
  const predictions = options.predictions ?? meanReward(log, policy);
  requirePredictions(predictions, policy);

  const overlap = overlapOf(importanceWeights(log, policy));
  const refused = overlapRefusal(overlap, leastEffectiveSample);
  if (refused) return { kind: "refused", deploy: false, of: "policy", overlap: refused };
  const refusedToday = today && overlapRefusal(overlapOf(importanceWeights(log, today)), leastEffectiveSample);
  if (refusedToday) return { kind: "refused", deploy: false, of: "today", overlap: refusedToday };

  const scores = actionScores(log, predictions);
  const ofPolicy = contributions(scores, policy);
  const known: { action: number; value: number; hurdle: Hurdle }[] = [];
  const unknown: { action: number; overlap: OverlapRefusal }[] = [];
  for (let action = 0; action < policy.columns; action++) {
    const weights = Float64Array.from(log.action, (taken, i) => (taken === action ? 1 / log.propensity[i]! : 0));
    const refusedConstant = overlapRefusal(overlapOf(weights), leastEffectiveSample);
    if (refusedConstant) {
      unknown.push({ action, overlap: refusedConstant });
      continue;
    }
    const ofAction = Float64Array.from({ length: policy.rows }, (_, i) => scores.values[i * policy.columns + action]!);
    const value = meanWithInterval(ofAction, level).mean;
    known.push({ action, value, hurdle: { against: action, difference: paired(ofPolicy, ofAction, level) } });
  }
  if (known.length === 0) return { kind: "refused", deploy: false, of: "constants", overlap: unknown[0]!.overlap };

  const best = known.reduce((most, each) => (each.value > most.value ? each : most));
  const constantsBeaten = known.every(({ hurdle }) => hurdle.difference.lower > 0);
  const againstToday = today && paired(ofPolicy, contributions(scores, today), level);
  const todayBeaten = !againstToday || againstToday.lower > 0;
  return {
    kind: "verdict",
    deploy: constantsBeaten && todayBeaten,
    reason: !constantsBeaten ? "not-above-constant" : todayBeaten ? "above" : "not-above-today",
    value: meanWithInterval(ofPolicy, level),
    bestConstant: best.action,
    difference: best.hurdle.difference,
    hurdles: [
      ...known.map(({ hurdle }) => hurdle),
      ...(againstToday ? [{ against: "today" as const, difference: againstToday }] : []),
    ],
    unknownConstants: unknown.map(({ action }) => action),
    overlap,
  };
}

function contributions(scores: Matrix, policy: Matrix): Float64Array {
  const k = policy.columns;
  return Float64Array.from({ length: policy.rows }, (_, i) => {
    let sum = 0;
    for (let place = i * k; place < (i + 1) * k; place++) sum += policy.values[place]! * scores.values[place]!;
    return sum;
  });
}

function paired(first: Float64Array, second: Float64Array, level: number): MeanInterval {
  return meanWithInterval(
    first.map((each, i) => each - second[i]!),
    level,
  );
}

function meanReward(log: LoggedDecisions, { rows, columns }: Matrix): Matrix {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += log.reward[i]!;
  return { rows, columns, values: new Float64Array(rows * columns).fill(sum / rows) };
}
