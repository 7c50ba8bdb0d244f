import assert from "node:assert/strict";
import {
  actionScores,
  alwaysValidPValues,
  asymptoticConfidenceSequence,
  bestActions,
  boundedConfidenceSequence,
  budgetPlan,
  choose,
  constrainedPlan,
  crossFittedRewards,
  directMethod,
  doublyRobust,
  exactBudgetLp,
  expectedMargin,
  fitPolicyTree,
  ipw,
  type LoggedDecisions,
  type Matrix,
  matrixFromRows,
  meanWithInterval,
  overlapOf,
  pace,
  paceBudget,
  policyOfActions,
  releaseGate,
  snipw,
  softEpsilon,
  startPacing,
  switchDoublyRobust,
  thompson,
  treeAction,
} from "../index.ts";
import { badInput, shorter, with4th } from "./bad-input.ts";

const rows = 40;
const action = Int32Array.from({ length: rows }, (_, i) => i % 2);
const reward = Float64Array.from({ length: rows }, (_, i) => Math.sin(i) + (i % 2));
const half = new Float64Array(rows).fill(0.5);
const log: LoggedDecisions = { action, reward, propensity: half };
const policy = policyOfActions(action, 2);
const values: Matrix = { rows, columns: 2, values: Float64Array.from({ length: 2 * rows }, (_, k) => Math.cos(k)) };
const costs: Matrix = { ...values, values: values.values.map((_, k) => k % 2) };
const level: Matrix = { ...values, values: values.values.map(() => 1) };
const none: Matrix = { rows: 0, columns: 2, values: new Float64Array(0) };
const change = (m: Matrix, value: number): Matrix => ({ ...m, values: with4th(m.values, value) });
const narrow: Matrix = { rows, columns: 1, values: new Float64Array(rows).fill(1) };

for (const [name, estimate, model] of [
  ["ipw", ipw, false],
  ["snipw", snipw, false],
  ["directMethod", (l: LoggedDecisions, p: Matrix, m = values) => directMethod(l, p, m), true],
  ["doublyRobust", (l: LoggedDecisions, p: Matrix, m = values) => doublyRobust(l, p, m), true],
  ["switchDoublyRobust", (l: LoggedDecisions, p: Matrix, m = values) => switchDoublyRobust(l, p, m), true],
  ["releaseGate", (l: LoggedDecisions, p: Matrix, m = values) => releaseGate(l, p, { predictions: m }), true],
] as const) {
  const changed = (part: Partial<LoggedDecisions>) => () => estimate({ ...log, ...part }, policy);
  const predicted = (m: Matrix) => () =>
    (estimate as (l: LoggedDecisions, p: Matrix, m: Matrix) => unknown)(log, policy, m);
  badInput(name, [
    ["NaN", "log.reward", changed({ reward: with4th(reward, Number.NaN) })],
    ["NaN", "log.propensity", changed({ propensity: with4th(half, Number.NaN) })],
    ["NaN", "log.action", changed({ action: with4th(action, Number.NaN) })],
    ["NaN", "target", () => estimate(log, change(policy, Number.NaN))],
    ["infinite", "log.reward", changed({ reward: with4th(reward, Number.POSITIVE_INFINITY) })],
    ["infinite", "target", () => estimate(log, change(policy, Number.POSITIVE_INFINITY))],
    ...(model
      ? ([
          ["NaN", "predictions", predicted(change(values, Number.NaN))],
          ["infinite", "predictions", predicted(change(values, Number.NEGATIVE_INFINITY))],
          ["lengths differ", "predictions", predicted(narrow)],
        ] as const)
      : []),
    ["empty", "log.reward", () => estimate({ action: [], reward: [], propensity: [] }, none)],
    ["lengths differ", "log.action", changed({ action: shorter(action) })],
    ["lengths differ", "log.propensity", changed({ propensity: shorter(half) })],
    ["lengths differ", "target", () => estimate(log, policyOfActions(shorter(action), 2))],
    ["one class", () => assert.ok(estimate({ ...log, reward: new Float64Array(rows) }, policy))],
    ["constant outcome", () => assert.ok(estimate({ ...log, reward: new Float64Array(rows).fill(1) }, policy))],
    [
      "no treated rows",
      () => {
        // The log never took action 1, which the policy always takes: no number but a refusal, except by predictions alone.
        const never = estimate(
          { ...log, action: new Int32Array(rows) },
          policyOfActions(new Int32Array(rows).fill(1), 2),
        );
        assert.equal(never.kind, name === "directMethod" ? "estimate" : "refused");
      },
    ],
    ["propensity 0 or 1", "log.propensity", changed({ propensity: new Float64Array(rows) })],
    [
      "propensity 0 or 1",
      () => assert.ok(changed({ propensity: half.map(() => 1) })(), "a log without chance is a log"),
    ],
    ["unknown category", "log.action", changed({ action: with4th(action, 2) })],
  ]);
}

badInput("crossFittedRewards and actionScores", [
  ["NaN", "x", () => crossFittedRewards(change(values, Number.NaN), log, 2)],
  ["NaN", "predictions", () => actionScores(log, change(values, Number.NaN))],
  ["NaN", "contributions", () => meanWithInterval(Float64Array.of(1, Number.NaN), 0.9)],
  ["NaN", () => assert.equal(overlapOf(Float64Array.of(1, Number.NaN)).effectiveSample, 0)],
  ["infinite", () => assert.equal(overlapOf(Float64Array.of(1, Number.POSITIVE_INFINITY)).effectiveSample, 0)],
  ["infinite", "log.reward", () => actionScores({ ...log, reward: with4th(reward, Number.POSITIVE_INFINITY) }, values)],
  ["empty", "contributions", () => meanWithInterval(new Float64Array(0), 0.9)],
  ["empty", "taken", () => policyOfActions([], 2)],
  ["lengths differ", "log.reward", () => actionScores(log, matrixFromRows([[1, 2]]))],
  ["propensity 0 or 1", "log.propensity", () => actionScores({ ...log, propensity: new Float64Array(rows) }, values)],
  ["unknown category", "log.action", () => actionScores(log, narrow)],
  ["unknown category", "taken", () => policyOfActions([2], 2)],
  ["NaN", "log.reward", () => crossFittedRewards(values, { ...log, reward: with4th(reward, Number.NaN) }, 2)],
  ["infinite", "x", () => crossFittedRewards(change(values, Number.POSITIVE_INFINITY), log, 2)],
  ["empty", "x", () => crossFittedRewards(none, { action: [], reward: [], propensity: [] }, 2)],
  ["lengths differ", "log.action", () => crossFittedRewards(values, { ...log, action: shorter(action) }, 2)],
  [
    "one class",
    () => assert.ok(crossFittedRewards(values, { ...log, reward: half.map(() => 0) }, 2).values.every((v) => v === 0)),
  ],
  ["constant outcome", () => near(crossFittedRewards(values, { ...log, reward: half.map(() => 1) }, 2).values[5]!, 1)],
  ["no treated rows", () => assert.ok(crossFittedRewards(values, log, 3).values.every(Number.isFinite))],
  [
    "propensity 0 or 1",
    () => near(actionScores({ ...log, propensity: half.map(() => 1) }, values).values[0]!, reward[0]!),
  ],
  ["unknown category", "log.action", () => crossFittedRewards(values, { ...log, action: with4th(action, 2) }, 2)],
]);

const plain = ["one class", "no treated rows", "propensity 0 or 1", "unknown category"] as const;

for (const [name, plan] of [
  ["budgetPlan", budgetPlan],
  ["exactBudgetLp", exactBudgetLp],
] as const) {
  badInput(
    name,
    [
      ["NaN", "value", () => plan(change(values, Number.NaN), costs, 1)],
      ["NaN", "cost", () => plan(values, change(costs, Number.NaN), 1)],
      ["NaN", "budget", () => plan(values, costs, Number.NaN)],
      ["infinite", "value", () => plan(change(values, Number.POSITIVE_INFINITY), costs, 1)],
      ["infinite", "budget", () => plan(values, costs, Number.POSITIVE_INFINITY)],
      ["empty", "value", () => plan(none, none, 1)],
      ["lengths differ", "cost", () => plan(values, narrow, 1)],
      ["lengths differ", "budget", () => plan(values, costs, -1)],
      ["constant outcome", () => assert.equal(plan(level, costs, rows).spend, 0, "among equals the cheaper")],
    ],
    plain,
  );
}

const budget = { name: "budget", amount: costs, kind: "at-most", limit: 5 } as const;
badInput(
  "constrainedPlan",
  [
    ["NaN", "value", () => constrainedPlan(change(values, Number.NaN), [budget])],
    [
      "NaN",
      "constraints.budget.amount",
      () => constrainedPlan(values, [{ ...budget, amount: change(costs, Number.NaN) }]),
    ],
    ["NaN", "constraints.budget.limit", () => constrainedPlan(values, [{ ...budget, limit: Number.NaN }])],
    ["infinite", "value", () => constrainedPlan(change(values, Number.NEGATIVE_INFINITY), [budget])],
    ["empty", "value", () => constrainedPlan(none, [budget])],
    ["empty", "constraints", () => constrainedPlan(values, [])],
    ["lengths differ", "constraints.budget.amount", () => constrainedPlan(values, [{ ...budget, amount: narrow }])],
    ["constant outcome", () => assert.equal(constrainedPlan(level, [budget]).kind, "plan")],
  ],
  plain,
);

badInput(
  "fitPolicyTree",
  [
    ["NaN", "x", () => fitPolicyTree(change(values, Number.NaN), values)],
    ["NaN", "scores", () => fitPolicyTree(values, change(values, Number.NaN))],
    ["NaN", "row", () => treeAction(fitPolicyTree(values, values), [Number.NaN, Number.NaN])],
    ["infinite", "scores", () => fitPolicyTree(values, change(values, Number.POSITIVE_INFINITY))],
    ["empty", "x", () => fitPolicyTree(none, none)],
    ["lengths differ", "scores", () => fitPolicyTree(values, matrixFromRows([[1, 2]]))],
    ["lengths differ", "row", () => treeAction(fitPolicyTree(values, values), [])],
    ["one class", () => assert.deepEqual(fitPolicyTree(values, narrow), { action: 0, rows, meanScore: 1 })],
    ["constant outcome", () => assert.deepEqual(fitPolicyTree(values, level), { action: 0, rows, meanScore: 1 })],
  ],
  ["no treated rows", "propensity 0 or 1", "unknown category"],
);

badInput(
  "bestActions and expectedMargin",
  [
    ["NaN", "value", () => bestActions(change(values, Number.NaN))],
    [
      "NaN",
      "probability",
      () => expectedMargin(change(level, Number.NaN), half, { marginRate: [1, 1], contactCost: [0, 0] }),
    ],
    [
      "NaN",
      "basket",
      () => expectedMargin(level, with4th(half, Number.NaN), { marginRate: [1, 1], contactCost: [0, 0] }),
    ],
    ["infinite", "value", () => bestActions(change(values, Number.POSITIVE_INFINITY))],
    ["infinite", () => assert.equal(bestActions(matrixFromRows([[0, -1]]))[0], 0)],
    [
      "infinite",
      () =>
        assert.equal(bestActions({ rows: 1, columns: 2, values: Float64Array.of(-Infinity, -1) })[0], 1, "not allowed"),
    ],
    ["empty", "value", () => bestActions({ rows: 3, columns: 0, values: new Float64Array(0) })],
    ["empty", () => assert.equal(bestActions(none).length, 0)],
    ["lengths differ", "basket", () => expectedMargin(level, [1], { marginRate: [1, 1], contactCost: [0, 0] })],
    ["lengths differ", "terms.marginRate", () => expectedMargin(level, half, { marginRate: [1], contactCost: [0, 0] })],
    ["constant outcome", () => assert.equal(bestActions(level)[7], 0, "the first of equals")],
  ],
  plain,
);

badInput(
  "thompson, softEpsilon and choose",
  [
    ["NaN", "means", () => thompson([1, Number.NaN], [1, 1])],
    ["NaN", "deviations", () => thompson([1, 2], [1, Number.NaN])],
    ["NaN", "values", () => softEpsilon([Number.NaN], 0.1)],
    ["NaN", "epsilon", () => softEpsilon([1], Number.NaN)],
    ["NaN", "u", () => choose([0.5, 0.5], Number.NaN)],
    ["infinite", "means", () => thompson([1, Number.POSITIVE_INFINITY], [1, 1])],
    ["infinite", "deviations", () => thompson([1, 2], [1, Number.POSITIVE_INFINITY])],
    ["infinite", "values", () => softEpsilon([Number.NEGATIVE_INFINITY, 1], 0.1)],
    ["empty", "means", () => thompson([], [])],
    ["empty", "values", () => softEpsilon([], 0.1)],
    ["empty", "propensities", () => choose([], 0.5)],
    ["lengths differ", "deviations", () => thompson([1, 2], [1])],
    ["one class", () => assert.deepEqual([...thompson([3], [1])], [1], "one action is certain")],
    ["constant outcome", () => near(thompson([2, 2], [1, 1])[0]!, 0.5)],
    ["propensity 0 or 1", () => assert.equal(choose([0, 1, 0], 0.999), 1)],
    ["propensity 0 or 1", "propensities", () => choose([0, 0], 0.5)],
  ],
  ["no treated rows", "unknown category"],
);

const progress = { budget: 10, spent: 5, elapsed: 0.5, usualValue: 1, usualCost: 1 };
badInput(
  "paceBudget",
  [
    ["NaN", "progress.spent", () => paceBudget({ ...progress, spent: Number.NaN })],
    ["infinite", "progress.usualValue", () => paceBudget({ ...progress, usualValue: Infinity })],
    ["constant outcome", () => assert.equal(paceBudget({ ...progress, budget: 0 }).left, 0, "a budget of nothing")],
  ],
  ["empty", "lengths differ", ...plain],
);

const pacing = startPacing({ budget: 10, horizon: 5, usualValue: 1, usualCost: 1 });
badInput(
  "startPacing and pace",
  [
    ["NaN", "options.budget", () => startPacing({ budget: Number.NaN, horizon: 5, usualValue: 1, usualCost: 1 })],
    ["NaN", "values", () => pace(pacing, [Number.NaN], [0])],
    ["NaN", "costs", () => pace(pacing, [1], [Number.NaN])],
    [
      "infinite",
      "options.usualValue",
      () => startPacing({ budget: 1, horizon: 5, usualValue: Infinity, usualCost: 1 }),
    ],
    ["infinite", "values", () => pace(pacing, [Number.POSITIVE_INFINITY], [0])],
    ["empty", "values", () => pace(pacing, [], [])],
    ["lengths differ", "costs", () => pace(pacing, [1, 2], [0])],
    ["constant outcome", () => assert.equal(pace(pacing, [1, 1, 1], [2, 0, 1]).action, 1, "among equals the cheapest")],
  ],
  plain,
);

badInput(
  "confidence sequences and always valid p-values",
  [
    ["NaN", "observations", () => boundedConfidenceSequence([0.5, Number.NaN], 0, 1)],
    ["NaN", "observations", () => asymptoticConfidenceSequence([0.5, Number.NaN])],
    ["NaN", "looks", () => alwaysValidPValues([{ difference: Number.NaN, standardError: 1 }], 1)],
    ["infinite", "most", () => boundedConfidenceSequence([0.5], 0, Number.POSITIVE_INFINITY)],
    ["infinite", "observations", () => asymptoticConfidenceSequence([Number.POSITIVE_INFINITY])],
    ["infinite", "looks", () => alwaysValidPValues([{ difference: 1, standardError: Number.POSITIVE_INFINITY }], 1)],
    ["empty", "observations", () => boundedConfidenceSequence([], 0, 1)],
    ["empty", "observations", () => asymptoticConfidenceSequence([])],
    ["empty", () => assert.deepEqual(alwaysValidPValues([], 1), [], "no look, no verdict")],
    ["one class", () => assert.ok(boundedConfidenceSequence(new Float64Array(500), 0, 1).upper[499]! < 0.1)],
    ["constant outcome", () => assert.equal(asymptoticConfidenceSequence([2, 2, 2]).upper[2], 2)],
    ["constant outcome", "looks", () => alwaysValidPValues([{ difference: 0, standardError: 0 }], 1)],
  ],
  ["lengths differ", "no treated rows", "propensity 0 or 1", "unknown category"],
);

function near(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`);
}
