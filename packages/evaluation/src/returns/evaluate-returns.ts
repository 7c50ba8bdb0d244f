import { pairedAucDifference } from "@aftercare/learn";
import type { EvaluationContext } from "../evaluation-task.ts";
import { measured } from "../measured.ts";
import type { Difference, MethodResult, TaskResult } from "../task-result.ts";
import { fitReturns, type ReturnsModel } from "./auto-returns.ts";
import { boosting, logistic, type ReturnsLearner } from "./learners.ts";
import type { OrderLines } from "./order-lines.ts";
import { plainFeatures } from "./plain-features.ts";
import { returnsMetrics } from "./returns-metrics.ts";
import type { LineSplit } from "./split-lines.ts";

const references: Readonly<Record<string, ReturnsLearner>> = {
  logistic: logistic(10),
  boosting: boosting({ trees: 150, learningRate: 0.05, columnShare: 0.5, maxLeaves: 16 }),
};

/**
 * The chance of each line to come back, told at the order by `auto` and by the references, logistic regression and boosted trees on plain
 * features. All figures of a line rest on what was known at its order.
 * @throws Error where nothing can be learned from, or nothing is asked about
 */
export function evaluateReturns(
  data: string,
  lines: OrderLines,
  split: LineSplit,
  context: Partial<EvaluationContext> = {},
): TaskResult {
  const { seed = "1", timeIsUp = () => false, say = () => {} } = context;
  const { train, test, protocol } = split;
  if (train.length === 0 || test.length === 0) {
    const what = train.length === 0 ? "learned from" : "asked about";
    throw new Error(
      `${data}: no lines are left to be ${what} (${protocol}); lines over a longer time, with known outcomes, are needed`,
    );
  }
  const labels = Float64Array.from(test, (i) => lines.returned[i]!);
  const told = new Map<string, Float64Array>();
  const results: MethodResult[] = [];
  const add = <Model extends Pick<ReturnsModel, "tell">>(method: string, fit: () => Model): Model => {
    const { answer, model, cost } = measured(fit, ({ tell }) => tell(test));
    told.set(method, answer);
    const metrics = returnsMetrics(answer, labels, seed);
    results.push({ method, metrics, ...cost });
    const figure = metrics.auc ? `AUC ${metrics.auc.mean.toFixed(4)}` : `Brier score ${metrics.brier!.mean.toFixed(4)}`;
    say(`${method}: ${figure}, ${(cost.fit_seconds + cost.predict_seconds).toFixed(1)} s`);
    return model;
  };
  const skipped: string[] = [];
  for (const [method, learner] of Object.entries(references)) {
    if (timeIsUp()) skipped.push(method);
    else add(method, () => reference(learner, lines, train));
  }
  say(`auto: learning from ${train.length} lines`);
  const auto = add("auto", () => fitReturns(lines, train, timeIsUp));
  skipped.push(...auto.skipped);
  for (const line of auto.chosen) say(`auto: ${line}`);
  for (const name of skipped) say(`left out, the time is up: ${name}`);
  return {
    ...{ data, protocol, results, differences: differencesOf(told, labels), chosen: auto.chosen },
    ...(skipped.length > 0 ? { skipped } : {}),
  };
}

function reference(learner: ReturnsLearner, lines: OrderLines, train: readonly number[]): Pick<ReturnsModel, "tell"> {
  const outcomes = Float64Array.from(train, (i) => lines.returned[i]!);
  if (outcomes.every((each) => each === outcomes[0])) {
    return { tell: (asked) => new Float64Array(asked.length).fill(outcomes[0]!) };
  }
  const scorer = learner(plainFeatures(lines), train, outcomes);
  return { tell: (asked) => scorer(asked).map((score) => 1 / (1 + Math.exp(-score))) };
}

function differencesOf(told: ReadonlyMap<string, Float64Array>, labels: Float64Array): Difference[] {
  const auto = told.get("auto")!;
  if (labels.every((each) => each === labels[0])) return [];
  return [...told].flatMap(([method, other]) => {
    if (method === "auto") return [];
    const { difference, lower, upper } = pairedAucDifference(auto, other, labels);
    const known = [difference, lower, upper].every(Number.isFinite);
    return known ? [{ method, metric: "auc", estimate: difference, lower, upper }] : [];
  });
}
