import {
  directMethod,
  doublyRobust,
  importanceWeights,
  ipw,
  type Matrix,
  type OffPolicyResult,
  type Overlap,
  snipw,
  switchDoublyRobust,
} from "@aftercare/learn";
import type { EvaluationContext } from "../evaluation-task.ts";
import { type Cost, measured } from "../measured.ts";
import type { MethodResult, Metrics, TaskResult } from "../task-result.ts";
import type { PolicyLog } from "./policy-log.ts";
import type { PredictedRewards } from "./predicted-rewards.ts";
import type { TargetPolicy } from "./target-policy.ts";

type Estimator = (log: PolicyLog, target: Matrix, predictions: Matrix) => OffPolicyResult;

const estimators: Readonly<Record<string, Estimator>> = {
  auto: (log, target, predictions) => automatic(log, target, predictions).result,
  IPW: (log, target) => ipw(log, target),
  SNIPW: (log, target) => snipw(log, target),
  DM: (log, target, predictions) => {
    // It needs no overlap to give a number, but where there is none the number is a guess that nothing in the log can check.
    const checked = doublyRobust(log, target, predictions);
    return checked.kind === "refused" ? checked : directMethod(log, target, predictions);
  },
  DR: (log, target, predictions) => doublyRobust(log, target, predictions),
  "switch-DR": (log, target, predictions) => switchDoublyRobust(log, target, predictions),
};

/**
 * What a policy would have earned a row, told from another policy's log: `value` with its standard error and the ends of its 95 % interval,
 * `effective_sample` and `refused`. Where the log hardly holds what the policy would do, no method gives a value.
 */
export function evaluatePolicy(
  log: PolicyLog,
  target: TargetPolicy,
  predict: () => PredictedRewards,
  { say, timeIsUp }: EvaluationContext,
): Pick<TaskResult, "results" | "chosen" | "skipped"> {
  const policy = target.probabilities;
  const predicted = measured(predict, () => importanceWeights(log, policy));
  const { predictions, from } = predicted.model;
  const results: MethodResult[] = [];
  const skipped: string[] = [];
  let reason: string | undefined;
  for (const [method, estimate] of Object.entries(estimators)) {
    if (results.length > 0 && timeIsUp()) {
      skipped.push(method);
      say(`${method}: left out, the time is up`);
      continue;
    }
    const { answer, cost } = measured(
      () => predictions,
      () => estimate(log, policy, predictions),
    );
    if (answer.kind === "refused") {
      reason = refusalInWords(answer);
      say(`${method}: refused, ${reason}`);
    } else {
      const [lower, upper] = [answer.lower, answer.upper].map((end) => end.toPrecision(4));
      say(`${method}: ${answer.value.toPrecision(4)} (95 % ${lower} to ${upper})`);
    }
    results.push({ method, metrics: metricsOf(answer), ...withFit(cost, predicted.cost, method) });
  }
  const chosen = reason ?? `${automatic(log, policy, predictions).by}; rewards predicted from ${from}`;
  return { results, chosen: [chosen], ...(skipped.length > 0 ? { skipped } : {}) };
}

/** The shorter of two intervals: that of switch-DR holds a bound on its bias, so the comparison is fair. */
function automatic(log: PolicyLog, target: Matrix, predictions: Matrix): { result: OffPolicyResult; by: string } {
  const robust = doublyRobust(log, target, predictions);
  const switched = switchDoublyRobust(log, target, predictions);
  if (robust.kind === "estimate" && switched.kind === "estimate") {
    const shorter = switched.upper - switched.lower < robust.upper - robust.lower;
    if (shorter) return { result: switched, by: `switch-DR, weights up to ${switched.threshold?.toPrecision(3)}` };
  }
  return { result: robust, by: "DR" };
}

function metricsOf(result: OffPolicyResult): Metrics {
  const { effectiveSample, largestWeight, meanWeight } = result;
  const overlap = {
    effective_sample: { mean: effectiveSample },
    mean_weight: { mean: meanWeight },
    largest_weight: { mean: largestWeight },
  };
  if (result.kind === "refused") return { ...overlap, refused: { mean: 1 } };
  const { value, standardError, lower, upper } = result;
  return {
    value: { mean: value, se: standardError, sampling_se: standardError },
    value_lower: { mean: lower },
    value_upper: { mean: upper },
    ...overlap,
    refused: { mean: 0 },
  };
}

function refusalInWords({
  reason,
  rows,
  effectiveSample,
  largestWeight,
  meanWeight,
}: Overlap & { reason: string }): string {
  const size = `effective sample ${effectiveSample.toFixed(1)} of ${rows} rows, largest weight ${largestWeight.toPrecision(4)}`;
  return reason === "effective-sample"
    ? `the log hardly holds what the policy would do (${size}): log more rows with a higher chance of these actions`
    : `the weights average ${meanWeight.toPrecision(3)} instead of 1 (${size}): much that the policy would do was never logged, or the propensities are not those of the log`;
}

/** Fitting the predictions belongs to the methods that use them. */
function withFit(cost: Cost, fit: Cost, method: string): Cost {
  return method === "IPW" || method === "SNIPW" ? cost : { ...cost, fit_seconds: fit.fit_seconds };
}
