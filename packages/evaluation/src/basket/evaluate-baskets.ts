import { type BasketLog, meanGapDay, rankingMetrics, replenishment } from "@aftercare/learn";
import type { EvaluationContext } from "../evaluation-task.ts";
import { type Cost, measured } from "../measured.ts";
import { type Difference, type Metric, meanMetric, type TaskResult } from "../task-result.ts";
import { basketMethods, companionMethods } from "./methods.ts";
import type { BasketTask } from "./task.ts";

/** One figure for each one asked; NaN where it does not apply to them. */
type Columns = Record<string, Float64Array>;

interface Run {
  readonly method: string;
  readonly columns: Columns;
  readonly cost: Cost;
  readonly chosen?: string;
}

/**
 * Runs every method of the task and compares the automatic ones with the others on the same shoppers and orders.
 */
export function evaluateBaskets(file: string, task: BasketTask, context: EvaluationContext): TaskResult {
  const { timeIsUp, say } = context;
  const skipped: string[] = [];
  const inTime = (method: string) => {
    if (method === "auto" || !timeIsUp()) return true;
    if (!skipped.includes(method)) skipped.push(method);
    say(`${method}: left out, as the time is up`);
    return false;
  };
  const groups = [nextBaskets(task, inTime, say), companions(task, inTime, say), gaps(task, inTime, say)];
  const results = new Map<string, { metrics: Record<string, Metric>; cost: Cost }>();
  const differences: Difference[] = [];
  for (const runs of groups) {
    const auto = runs.find(({ method }) => method === "auto");
    for (const { method, columns, cost } of runs) {
      const metrics = Object.fromEntries(
        Object.entries(columns).flatMap(([name, column]) => {
          const metric = metricOf(column);
          return Number.isNaN(metric.mean) ? [] : [[name, metric] as const];
        }),
      );
      const known = results.get(method);
      results.set(method, known ? { ...known, metrics: { ...known.metrics, ...metrics } } : { metrics, cost });
      if (auto && method !== "auto") differences.push(...compared(auto.columns, columns, method));
    }
  }
  return {
    data: `${file}: ${task.log.shoppers} shoppers, ${task.log.items} items, ${task.log.lineStarts.length - 1} baskets`,
    protocol: task.protocol,
    skipped,
    results: [...results].map(([method, { metrics, cost }]) => ({ method, metrics, ...cost })),
    differences,
    chosen: groups.flat().flatMap(({ chosen }) => (chosen === undefined ? [] : [chosen])),
  };
}

type InTime = (method: string) => boolean;

function nextBaskets(task: BasketTask, inTime: InTime, say: (line: string) => void): Run[] {
  const known = task.next.map(({ shopper }) => itemsOf(task.log, shopper));
  return Object.entries(basketMethods).flatMap(([method, fit]) => {
    if (!inTime(method)) return [];
    const { answer, model, cost } = measured(
      () => fit(task),
      (ranker) => task.next.map(({ shopper }) => ranker.rank(shopper, 20)),
    );
    const columns: Columns = {};
    for (const k of [10, 20]) {
      const metrics = answer.map((ranked, k2) => rankingMetrics(ranked, task.next[k2]!.bought, known[k2]!, k));
      columns[`recall_at_${k}`] = Float64Array.from(metrics, ({ recall }) => recall);
      columns[`ndcg_at_${k}`] = Float64Array.from(metrics, ({ ndcg }) => ndcg);
      columns[`phr_at_${k}`] = Float64Array.from(metrics, ({ hit }) => hit);
      columns[`repeat_recall_at_${k}`] = Float64Array.from(metrics, ({ repeatRecall }) => repeatRecall ?? Number.NaN);
      columns[`explore_recall_at_${k}`] = Float64Array.from(
        metrics,
        ({ exploreRecall }) => exploreRecall ?? Number.NaN,
      );
    }
    say(`${method}: recall@10 ${metricOf(columns.recall_at_10!).mean.toFixed(4)}`);
    return [
      { method, columns, cost, ...("chosen" in model ? { chosen: `next basket: ${String(model.chosen)}` } : {}) },
    ];
  });
}

function companions(task: BasketTask, inTime: InTime, say: (line: string) => void): Run[] {
  if (task.companions.length === 0) return [];
  return Object.entries(companionMethods).flatMap(([method, fit]) => {
    if (!inTime(method)) return [];
    const { answer, model, cost } = measured(
      () => fit(task),
      (ranker) => {
        const lists = new Map<number, Int32Array>();
        for (const { item } of task.companions) if (!lists.has(item)) lists.set(item, ranker.rank(item, 10));
        return lists;
      },
    );
    const hits = task.companions.map(({ item, others }) =>
      others.some((other) => answer.get(item)!.includes(other)) ? 1 : 0,
    );
    const columns = { complement_hit_at_10: Float64Array.from(hits) };
    say(`${method}: complement hit@10 ${metricOf(columns.complement_hit_at_10).mean.toFixed(4)}`);
    return [
      { method, columns, cost, ...("chosen" in model ? { chosen: `complements: ${String(model.chosen)}` } : {}) },
    ];
  });
}

/** Asked of those with three purchase days or more who came back, so the answer is that within the follow-up. */
function gaps(task: BasketTask, inTime: InTime, say: (line: string) => void): Run[] {
  const { log, now, followUpDays } = task;
  if (now === undefined || followUpDays === undefined) return [];
  const asked = task.next.flatMap(({ shopper, day }) =>
    day !== undefined && log.basketStarts[shopper + 1]! - log.basketStarts[shopper]! >= 3 ? [{ shopper, day }] : [],
  );
  if (asked.length < 2) return [];
  const run = (method: string, horizon: number | undefined): Run[] => {
    if (!inTime(method)) return [];
    const { answer, cost } = measured(
      () => (horizon === undefined ? undefined : replenishment(log, { now, horizon })),
      (model) =>
        asked.map(({ shopper }) => {
          const due = model?.nextPurchase(shopper);
          const day = due?.day ?? meanGapDay(log, shopper, now);
          return { day, lower: due?.lower ?? day, upper: due?.upper ?? day };
        }),
    );
    const columns: Columns = {
      gap_mae: Float64Array.from(answer, ({ day }, k) => Math.abs(day - asked[k]!.day)),
    };
    if (horizon !== undefined) {
      columns.gap_coverage_80 = Float64Array.from(answer, ({ lower, upper }, k) =>
        lower <= asked[k]!.day && asked[k]!.day <= upper ? 1 : 0,
      );
    }
    say(`${method}: mean absolute error of the next purchase day ${metricOf(columns.gap_mae!).mean.toFixed(2)}`);
    return [{ method, columns, cost }];
  };
  return [...run("auto", followUpDays), ...run("hazard, horizon of 90 days", 90), ...run("mean gap", undefined)];
}

function itemsOf(log: BasketLog, shopper: number): Set<number> {
  const first = log.lineStarts[log.basketStarts[shopper]!]!;
  return new Set(log.lines.subarray(first, log.lineStarts[log.basketStarts[shopper + 1]!]));
}

/** Paired over those asked where the figure applies to them, with the normal 95 % interval of a mean. */
function compared(auto: Columns, other: Columns, method: string): Difference[] {
  return Object.keys(auto).flatMap((metric) => {
    const [left, right] = [auto[metric]!, other[metric]];
    if (right === undefined) return [];
    const { mean, se = 0 } = metricOf(left.map((value, k) => value - right[k]!));
    if (Number.isNaN(mean)) return [];
    return [{ method, metric, estimate: mean, lower: mean - 1.96 * se, upper: mean + 1.96 * se }];
  });
}

function metricOf(column: Float64Array): Metric {
  return meanMetric(column.filter((each) => !Number.isNaN(each)));
}
