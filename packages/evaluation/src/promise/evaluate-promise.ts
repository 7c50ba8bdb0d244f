import { aucWithInterval, pairedAucDifference, pairedBootstrap } from "@aftercare/learn";
import type { EvaluationContext } from "../evaluation-task.ts";
import { type Cost, measured } from "../measured.ts";
import type { Difference, MethodResult, TaskResult } from "../task-result.ts";
import { type LateMethod, type LateScores, lateChance, remainingByTransit, remainingDays } from "./late-risk.ts";
import { dayOf, monthOf, type Orders } from "./orders.ts";
import { pinballs, promiseMetrics } from "./promise-metrics.ts";
import { auto, buckets, lifeTables, ownEstimate, type PromisedDays, type QuantileMethod } from "./quantile-methods.ts";

/** The automatic one first, so that its peak of memory is its own. */
const quantileMethods: Readonly<Record<string, QuantileMethod>> = {
  auto,
  buckets,
  "life-tables": lifeTables,
  "own-estimate": ownEstimate,
};

const lateMethods: Readonly<Record<string, LateMethod>> = {
  auto: lateChance,
  "remaining-days": remainingDays,
  "remaining-by-transit": remainingByTransit,
};

/** What every method said about the orders of a replay. */
export interface PromiseReplay {
  readonly orders: Orders;
  /** Positions of the delivered orders asked about, in the order of purchase. */
  readonly asked: readonly number[];
  readonly quantiles: ReadonlyMap<string, { readonly answer: PromisedDays; readonly cost: Cost }>;
  /** Risk at the hand-over for those of {@link handedOver}, in the same order; none where hand-overs or promises are unknown. */
  readonly late: ReadonlyMap<string, { readonly answer: LateScores; readonly cost: Cost }>;
  readonly skipped: readonly string[];
}

/**
 * Replays the purchases from a time on, each promised from events before it; delivered orders are asked about.
 * @param from first purchase asked about, milliseconds since 1970; three quarters of the way through the orders if not given
 */
export function replayPromises(
  orders: Orders,
  from: number | undefined,
  { say, timeIsUp }: Pick<EvaluationContext, "say" | "timeIsUp">,
): PromiseReplay {
  const start = from ?? orders.purchased[Math.floor(orders.purchased.length * 0.75)]!;
  const asked = Array.from(orders.purchased.keys()).filter(
    (i) => orders.purchased[i]! >= start && !Number.isNaN(orders.took[i]!) && orders.cancelled[i] === 0,
  );
  if (asked.length === 0) throw new Error("no order from that date on was delivered: choose an earlier --from");
  if (!orders.delivered.some((time) => time < orders.purchased[asked[0]!]!)) {
    throw new Error("no order was delivered before the first one asked about: choose a later --from");
  }
  const skipped: string[] = [];
  const inTime = (part: string) => (method: string) => {
    if (method === "auto" || !timeIsUp()) return true;
    skipped.push(`${method} (${part})`);
    say(`${method}: left out, as the time is up`);
    return false;
  };
  const quantiles = Object.keys(quantileMethods)
    .filter((method) => method !== "own-estimate" || asked.some((i) => !Number.isNaN(orders.promised[i]!)))
    .filter(inTime("quantiles"))
    .map((method) => {
      say(`${method}: quantiles of ${asked.length} orders`);
      return [method, timed(() => quantileMethods[method]!(orders, asked, say))] as const;
    });
  const handed = handedOver(orders, asked);
  const late = (handed.length > 0 ? Object.keys(lateMethods) : []).filter(inTime("risk at hand-over")).map((method) => {
    say(`${method}: risk at hand-over`);
    return [method, timed(() => lateMethods[method]!(orders, handed))] as const;
  });
  return { orders, asked, quantiles: new Map(quantiles), late: new Map(late), skipped };
}

/**
 * Holds what was said against what came. Differences of means are resampled by weeks, as parcels of one week share their weather.
 * @param until only purchases before are judged, where what became of later ones is not known yet; all if not given
 */
export function judgePromises(
  data: string,
  { orders, asked, quantiles, late, skipped }: PromiseReplay,
  until = Number.POSITIVE_INFINITY,
  seed = "promise",
): TaskResult {
  const judged = [...asked.keys()].filter((k) => orders.purchased[asked[k]!]! < until);
  if (judged.length === 0) throw new Error("no order asked about was purchased before that date");
  const took = asked.map((i) => orders.took[i]!);
  const own = asked.map((i) => orders.promised[i]!);
  const months = Map.groupBy(judged, (k) => monthOf(orders.purchased[asked[k]!]!));
  const results = new Map<string, MethodResult>();
  for (const [method, { answer, cost }] of quantiles) {
    const part = (places: readonly number[]) => promiseMetrics(answer, took, own, places);
    results.set(method, {
      ...{ method, metrics: part(judged), ...cost },
      by_month: Object.fromEntries([...months].map(([month, places]) => [month, part(places)])),
    });
  }
  const weeks = Map.groupBy(judged, (k) => Math.floor(orders.day[asked[k]!]! / 7));
  const differences = pinballDifferences(quantiles, took, [...weeks.values()], seed);
  differences.push(...addLateRisk(orders, asked, until, late, results));
  const from = new Date(orders.purchased[asked[0]!]!).toISOString().slice(0, 10);
  return {
    data,
    protocol: `as-of replay of ${judged.length} delivered orders purchased from ${from} on`,
    results: [...results.values()],
    differences,
    chosen: [...orders.notes, ...[...quantiles.values()].flatMap(({ answer }) => answer.chosen ?? [])],
    skipped,
  };
}

/** Of methods that say how long their answers took, the rest of the time is fitting. */
function timed<Answer extends { readonly predictSeconds?: number }>(
  run: () => Answer,
): { readonly answer: Answer; readonly cost: Cost } {
  const { answer, cost } = measured(run, (found) => found);
  const predicted = answer.predictSeconds ?? 0;
  return {
    answer,
    cost: { ...cost, fit_seconds: Math.max(0, cost.fit_seconds - predicted), predict_seconds: predicted },
  };
}

/** Those of the orders asked about that had a promise and were handed over before they came. */
function handedOver({ handedOver: times, delivered, promised }: Orders, asked: readonly number[]): number[] {
  if (!times) return [];
  return asked.filter((i) => dayOf(times[i]!) <= dayOf(delivered[i]!) && !Number.isNaN(promised[i]!));
}

function pinballDifferences(
  quantiles: PromiseReplay["quantiles"],
  took: readonly number[],
  weeks: readonly (readonly number[])[],
  seed: string,
): Difference[] {
  const ours = quantiles.get("auto")!.answer;
  const levels = [
    ["q50", 0.5],
    ["q90", 0.9],
  ] as const;
  return [...quantiles].flatMap(([method, { answer }]) => {
    // Where a method says nothing on some rows there is no common ground.
    if (method === "auto" || weeks.length < 2 || answer.q90.some(Number.isNaN)) return [];
    return levels.map(([quantile, level]) => {
      const meanOf = (days: PromisedDays) => weightedByWeek(pinballs(days[quantile], took, level), weeks);
      const { difference } = pairedBootstrap(weeks.length, meanOf(ours), meanOf(answer), { seed });
      const { estimate, lower, upper } = difference;
      return { method, metric: `pinball_${Math.round(level * 100)}`, estimate, lower, upper };
    });
  });
}

/** The mean over rows when each week counts so often. */
function weightedByWeek(loss: Float64Array, weeks: readonly (readonly number[])[]) {
  const sums = weeks.map((places) => places.reduce((sum, k) => sum + loss[k]!, 0));
  return (counts?: ArrayLike<number>) => {
    let sum = 0;
    let rows = 0;
    for (const [week, places] of weeks.entries()) {
      sum += (counts?.[week] ?? 1) * sums[week]!;
      rows += (counts?.[week] ?? 1) * places.length;
    }
    return sum / rows;
  };
}

/** Adds `late_auc` to the methods that tell the risk at the hand-over, and compares. */
function addLateRisk(
  orders: Orders,
  asked: readonly number[],
  until: number,
  late: PromiseReplay["late"],
  results: Map<string, MethodResult>,
): Difference[] {
  const handed = handedOver(orders, asked);
  const judged = [...handed.keys()].filter((k) => orders.purchased[handed[k]!]! < until);
  const labels = judged.map((k) => Number(orders.took[handed[k]!]! > orders.promised[handed[k]!]!));
  const ones = labels.reduce((sum, label) => sum + label, 0);
  if (ones < 2 || labels.length - ones < 2) return [];
  const scoresOf = (method: string) => judged.map((k) => late.get(method)!.answer.scores[k]!);
  for (const [method, { cost }] of late) {
    const found = aucWithInterval(scoresOf(method), labels);
    const metrics = { late_auc: { mean: found.auc, se: found.standardError } };
    const known = results.get(method);
    results.set(method, known ? { ...known, metrics: { ...known.metrics, ...metrics } } : { method, metrics, ...cost });
  }
  return [...late.keys()].flatMap((method) => {
    if (method === "auto") return [];
    const { difference, lower, upper } = pairedAucDifference(scoresOf("auto"), scoresOf(method), labels);
    return [{ method, metric: "late_auc", estimate: difference, lower, upper }];
  });
}
