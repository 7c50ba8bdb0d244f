import { fitSplitConformal, pairedBootstrap, splitConformalInterval } from "@aftercare/learn";
import type { EvaluationContext } from "../evaluation-task.ts";
import { type Cost, measured } from "../measured.ts";
import type { Difference, MethodResult, TaskResult } from "../task-result.ts";
import { autoPrice, intervalLevel, type PriceModel } from "./auto-price.ts";
import type { PriceProtocol } from "./price-folds.ts";
import { boosting, linear, type PriceLearner } from "./price-learners.ts";
import { priceMetrics, type ToldFold } from "./price-metrics.ts";
import type { PriceRows } from "./price-rows.ts";

type Fit = (train: readonly number[]) => Pick<PriceModel, "tell"> & Partial<PriceModel>;

/** Rows that a reference keeps from its learner to see how far it errs: every fifth. */
const heldFrom = 5;

/**
 * What every row costs, told by models that learned from the other folds: `auto`, ridge regression (`linear`) and boosted trees as they come.
 * @throws Error where a fold leaves too few rows to learn from
 */
export function evaluatePrice(
  data: string,
  rows: PriceRows,
  { folds, repeats, protocol }: PriceProtocol,
  context: Partial<EvaluationContext> = {},
): TaskResult {
  const { seed = "1", timeIsUp = () => false, say = () => {} } = context;
  const short = folds.find(({ train, test }) => train.length < 2 * heldFrom || test.length === 0);
  if (short || folds.length === 0) {
    throw new Error(
      `${data}: ${short?.train.length ?? 0} rows to learn from and ${short?.test.length ?? 0} to ask about are too few; at least ${2 * heldFrom} and 1 are needed in each fold`,
    );
  }
  const told = new Map<string, readonly ToldFold[]>();
  const results: MethodResult[] = [];
  const chosen: string[] = [];
  const skipped = new Set<string>();
  const add = (method: string, fit: Fit) => {
    const costs: Cost[] = [];
    const answers = folds.map(({ train, test }, k) => {
      const { answer, model, cost } = measured(
        () => fit(train),
        ({ tell }) => tell(test),
      );
      costs.push(cost);
      if (model.chosen !== undefined) {
        chosen.push(`fold ${k}: ${model.chosen}`);
        say(`${method}: ${chosen.at(-1)}, ${cost.fit_seconds.toFixed(1)} s`);
      }
      for (const name of model.skipped ?? []) skipped.add(name);
      return { ...answer, truth: Float64Array.from(test, (i) => rows.target[i]!) };
    });
    told.set(method, answers);
    const metrics = priceMetrics(answers, repeats);
    results.push({ method, metrics, ...totalOf(costs) });
    say(`${method}: RMSE ${metrics.rmse!.mean.toPrecision(4)}, coverage ${metrics.coverage_80!.mean.toFixed(3)}`);
  };
  for (const [method, learner] of [["linear", linear] as const, ["boosting", boosting] as const]) {
    if (timeIsUp()) skipped.add(method);
    else add(method, (train) => withInterval(learner, rows, train));
  }
  add("auto", (train) => autoPrice(rows, train, timeIsUp));
  for (const name of skipped) say(`left out, the time is up: ${name}`);
  return {
    ...{ data, protocol, results, differences: differencesOf(told, seed), chosen },
    ...(skipped.size > 0 ? { skipped: [...skipped] } : {}),
  };
}

/** A reference's split conformal interval of one width: errors on every fifth row, kept from its learner. */
function withInterval(learner: PriceLearner, rows: PriceRows, train: readonly number[]): Pick<PriceModel, "tell"> {
  const held = train.filter((_, k) => k % heldFrom === 0);
  const fit = train.filter((_, k) => k % heldFrom !== 0);
  const outcomes = held.map((i) => rows.target[i]!);
  const pricer = learner(rows, rows.target, train);
  // Of few rows none can be kept apart: their errors are those of the fit.
  const errors = held.length < 10 ? pricer(held) : learner(rows, rows.target, fit)(held);
  const model = held.length < 4 ? undefined : fitSplitConformal(errors, outcomes, { level: intervalLevel });
  return {
    tell(asked) {
      const price = pricer(asked);
      const ends = Array.from(price, (each) =>
        model ? splitConformalInterval(model, each) : { lower: each, upper: each },
      );
      return {
        price,
        lower: Float64Array.from(ends, ({ lower }) => lower),
        upper: Float64Array.from(ends, ({ upper }) => upper),
      };
    },
  };
}

function differencesOf(told: ReadonlyMap<string, readonly ToldFold[]>, seed: string): Difference[] {
  const squaresOf = (folds: readonly ToldFold[]) =>
    Float64Array.from(folds.flatMap(({ price, truth }) => Array.from(price, (each, k) => (each - truth[k]!) ** 2)));
  const rmse = (squares: Float64Array) => (counts?: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < squares.length; i++) sum += (counts?.[i] ?? 1) * squares[i]!;
    return Math.sqrt(sum / squares.length);
  };
  const auto = rmse(squaresOf(told.get("auto")!));
  return [...told].flatMap(([method, folds]) => {
    if (method === "auto") return [];
    const squares = squaresOf(folds);
    const { difference } = pairedBootstrap(squares.length, auto, rmse(squares), { seed });
    const { estimate, lower, upper } = difference;
    return [estimate, lower, upper].every(Number.isFinite) ? [{ method, metric: "rmse", estimate, lower, upper }] : [];
  });
}

function totalOf(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
  return {
    fit_seconds: sum((cost) => cost.fit_seconds),
    predict_seconds: sum((cost) => cost.predict_seconds),
    peak_mb: Math.max(...costs.map((cost) => cost.peak_mb)),
  };
}
