import { aucWithInterval, pairedBootstrap } from "@aftercare/learn";
import type { Metric, Metrics } from "../task-result.ts";
import type { Told } from "./methods.ts";

/** A message that was asked about, with what a method said. */
export interface Answered {
  /** Intents of different sets are never the same, whatever their names. */
  readonly set: string;
  /** Its intent; null where it belongs to none. */
  readonly truth: string | null;
  readonly told: Told;
  /** Whether the very same text is among those learned from. */
  readonly seen: boolean;
  readonly fold: number;
  readonly repeat: number;
}

type Statistic = (rows: readonly Answered[]) => number;

const REPLICATES = 400;

/**
 * Of messages with an intent: `accuracy` and `macro_f1` of the likeliest intent, and `unseen_accuracy` of those whose text was not
 * learned from, where others were; `oos_auroc` of how much a message looks like one of no intent, over all of the sets that have some such; for
 * methods that may refuse: `answered`, `answered_right` and `oos_refused`. A figure is that of all folds together, its mean over repeats.
 */
export function intentMetrics(answered: readonly Answered[], seed: string): Metrics {
  const known = answered.filter(({ truth }) => truth !== null);
  const unknown = answered.filter(({ truth }) => truth === null);
  return {
    ...(known.length === 0 ? {} : ofKnown(known, seed)),
    ...(unknown.some(({ set }) => known.some((row) => row.set === set)) ? { oos_auroc: auroc(answered) } : {}),
    ...(unknown.some(({ told }) => told.refused !== undefined)
      ? { oos_refused: share(unknown, ({ told }) => told.refused === true) }
      : {}),
  };
}

function ofKnown(known: readonly Answered[], seed: string): Metrics {
  const right = ({ truth, told }: Answered) => told.intent === truth;
  const unseen = known.filter(({ seen }) => !seen);
  return {
    accuracy: share(known, right),
    macro_f1: macroF1(known, seed),
    ...(unseen.length === 0 || unseen.length === known.length ? {} : { unseen_accuracy: share(unseen, right) }),
    ...(known.some(({ told }) => told.refused !== undefined)
      ? {
          answered: share(known, ({ told }) => told.refused === false),
          answered_right: share(known, (row) => row.told.refused === false && right(row)),
        }
      : {}),
  };
}

function share(rows: readonly Answered[], holds: (row: Answered) => boolean): Metric {
  const statistic: Statistic = (some) => some.filter(holds).length / some.length;
  const mean = overRepeats(rows, statistic);
  const repeats = new Set(rows.map(({ repeat }) => repeat)).size;
  return figure(rows, statistic, Math.sqrt((mean * (1 - mean) * repeats) / rows.length));
}

function auroc(answered: readonly Answered[]): Metric {
  const sets = new Set(answered.filter(({ truth }) => truth === null).map(({ set }) => set));
  const rows = answered.filter(({ set }) => sets.has(set));
  const ofRows = (some: readonly Answered[]) =>
    aucWithInterval(
      some.map(({ told }) => told.outside),
      some.map(({ truth }) => Number(truth === null)),
    );
  const { standardError } = ofRows(rows.filter(({ repeat }) => repeat === rows[0]!.repeat));
  const error = Number.isFinite(standardError) ? { se: standardError, sampling_se: standardError } : {};
  return { mean: overRepeats(rows, (some) => ofRows(some).auc), ...error };
}

function macroF1(rows: readonly Answered[], seed: string): Metric {
  const one = rows.filter(({ repeat }) => repeat === rows[0]!.repeat);
  if (one.length < 2) return { mean: f1Of(one)() };
  const { candidate } = pairedBootstrap(one.length, f1Of(one), () => 0, { replicates: REPLICATES, seed });
  return figure(rows, (some) => f1Of(some)(), candidate.standardError);
}

/** Mean over the intents that occur, as truth or answer, of 2 · hits ÷ (times true + times told); rows may be counted several times. */
function f1Of(rows: readonly Answered[]): (counts?: ArrayLike<number>) => number {
  const key = (set: string, intent: string | null) => JSON.stringify([set, intent]);
  const intents = [...new Set(rows.flatMap(({ set, truth, told }) => [key(set, truth), key(set, told.intent)]))];
  const place = new Map(intents.map((intent, k) => [intent, k]));
  const truths = Int32Array.from(rows, ({ set, truth }) => place.get(key(set, truth))!);
  const tolds = Int32Array.from(rows, ({ set, told }) => place.get(key(set, told.intent))!);
  return (counts) => {
    const hits = new Float64Array(intents.length);
    const either = new Float64Array(intents.length);
    for (let i = 0; i < rows.length; i++) {
      const count = counts ? counts[i]! : 1;
      if (truths[i] === tolds[i]) hits[truths[i]!]! += count;
      either[truths[i]!]! += count;
      either[tolds[i]!]! += count;
    }
    const occurring = [...either.keys()].filter((k) => either[k]! > 0);
    return occurring.reduce((sum, k) => sum + (2 * hits[k]!) / either[k]!, 0) / occurring.length;
  };
}

function figure(rows: readonly Answered[], statistic: Statistic, samplingError: number): Metric {
  return {
    mean: overRepeats(rows, statistic),
    se: overFolds(rows, statistic) ?? samplingError,
    sampling_se: samplingError,
  };
}

function overRepeats(rows: readonly Answered[], statistic: Statistic): number {
  const values = [...Map.groupBy(rows, ({ repeat }) => repeat).values()].map(statistic);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function overFolds(rows: readonly Answered[], statistic: Statistic): number | undefined {
  const values = [...Map.groupBy(rows, ({ fold, repeat }) => `${repeat} ${fold}`).values()].map(statistic);
  if (values.length < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
