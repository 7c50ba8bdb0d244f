import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AutoUpliftModel,
  type BoostingLoss,
  type BoostingOptions,
  budgetPlan,
  type CalibrationModel,
  constrainedPlan,
  type Due,
  doublyRobust,
  type Features,
  fitBoosting,
  fitConformalBand,
  fitIsotonic,
  fitLogistic,
  fitRidge,
  fitSplitConformal,
  fitUplift,
  type Learner,
  loadBoosting,
  loadRidge,
  type Matrix,
  matrixFromRows,
  nameOf,
  type OffPolicyResult,
  type PolicyNode,
  predictAutoUplift,
  predictBoosting,
  predictIsotonic,
  predictRidge,
  predictUplift,
  qiniAuc,
  type Replenishment,
  type RidgeModel,
  rate,
  releaseGate,
  type UpliftMetric,
  type UpliftModel,
  type UpliftPrediction,
  weightedQuantile,
} from "../index.ts";

// What must compile stands here as it is; what must not stands under `@ts-expect-error`, which fails where it does compile. The
// compiler is the judge; the tests run so that every line that compiles is also seen to work.

const x = matrixFromRows([
  [1, 0],
  [2, 1],
  [3, 0],
  [4, 1],
]);
const y = [0, 1, 0, 1];

test("outcomes, weights and scores are any list of numbers", () => {
  const frozen = Object.freeze([0, 1, 0, 1]) satisfies readonly number[];
  const lists = [y, frozen, Float64Array.from(y), Float32Array.from(y), Int32Array.from(y), Uint8Array.from(y)];
  for (const list of [...lists, { length: 4, 0: 0, 1: 1, 2: 0, 3: 1 }]) {
    fitRidge(x, list, { l2: 1, weights: list });
    fitBoosting(x, list, { loss: "squared", weights: list });
    fitIsotonic(list, list, list);
    weightedQuantile(list, 0.5, list);
    qiniAuc({ outcome: list, treated: [0, 0, 1, 1] }, list);
  }
  rejected([
    // @ts-expect-error texts are no numbers
    () => fitRidge(x, ["0", "1", "0", "1"], { l2: 1 }),
    // @ts-expect-error nor are 64-bit whole numbers
    () => fitIsotonic(BigInt64Array.of(1n), [1]),
    // @ts-expect-error a set has no order
    () => weightedQuantile(new Set(y), 0.5),
    // @ts-expect-error a value may not be unknown to be missing
    () => fitRidge(x, [0, undefined, 0, 1], { l2: 1 }),
  ]);
});

test("rows are a matrix of 64-bit numbers, for trees of 32-bit numbers as well", () => {
  const single: Features = { rows: 4, columns: 2, values: Float32Array.from(x.values) };
  fitBoosting(single, y, { loss: "squared" });
  fitBoosting(x, y, { loss: "squared", validation: { x: single, y } });
  exactly<Matrix>()(matrixFromRows([[1], Float32Array.of(2), { length: 1, 0: 3 }]));
  rejected([
    // @ts-expect-error a linear fit would have to copy them
    () => fitRidge(single, y, { l2: 1 }),
    // @ts-expect-error a list of rows goes through matrixFromRows
    () => fitRidge([[1], [2]], y, { l2: 1 }),
    // @ts-expect-error whole numbers in 32 bits are no features
    () => fitBoosting({ ...single, values: Int32Array.of(1) }, y, { loss: "squared" }),
    // @ts-expect-error a plain list is not a matrix's memory
    () => fitLogistic({ ...x, values: [1, 2, 3, 4] }, y, { l2: 1 }),
  ]);
});

test("models cannot be changed, nor taken for one another", () => {
  const ridge = fitRidge(x, y, { l2: 1 });
  const boosting = fitBoosting(x, y, { loss: "squared" });
  exactly<RidgeModel>()(loadRidge(JSON.parse(JSON.stringify(ridge))));
  exactly<Float64Array>()(predictRidge(ridge, x));
  exactly<Float64Array>()(predictBoosting(loadBoosting(boosting), x));
  exactly<number>()(predictIsotonic(fitIsotonic(y, y), 0.5));
  rejected([
    // @ts-expect-error read-only
    () => (ridge.intercept = 0),
    // @ts-expect-error read-only to the last list
    () => (boosting.trees[0]!.value[0] = 0),
    // @ts-expect-error a logistic regression predicts probabilities
    () => predictRidge(fitLogistic(x, y, { l2: 1 }), x),
    // @ts-expect-error a line is not a forest
    () => predictBoosting(ridge, x),
    // @ts-expect-error one learner is not a blend
    (model: UpliftModel) => predictAutoUplift(model, x),
    // @ts-expect-error a blend is not one learner
    (model: AutoUpliftModel) => predictUplift(model, x),
    // @ts-expect-error what was stored must be checked first
    (stored: unknown) => predictRidge(stored, x),
  ]);
});

test("losses and options of trees are what there is", () => {
  const losses: readonly BoostingLoss[] = ["squared", "logistic", "poisson", { quantile: 0.9 }];
  const fixed = { loss: "squared", trees: 2, monotone: [1, 0], categorical: [1], minLeaf: 1 } as const;
  for (const loss of losses) fitBoosting(x, y, { ...fixed, loss });
  rejected([
    // @ts-expect-error no such loss
    () => fitBoosting(x, y, { loss: "hinge" }),
    // @ts-expect-error the loss has no default: it says what the prediction means
    () => fitBoosting(x, y, { trees: 10 }),
    // @ts-expect-error a direction is −1, 0 or 1
    () => fitBoosting(x, y, { loss: "squared", monotone: [2, 0] }),
    // @ts-expect-error a misspelt option is no option
    () => fitBoosting(x, y, { loss: "squared", maxLeafs: 8 }),
    // @ts-expect-error absent and undefined are not the same
    (): BoostingOptions => ({ loss: "squared", trees: undefined }),
    // @ts-expect-error regressions have no default penalty
    () => fitRidge(x, y),
  ]);
});

test("learners are a union: each has exactly its own parts", () => {
  const base = { kind: "linear", l2: 10 } as const;
  const trees = { kind: "boosted", options: { trees: 10 }, categorical: [1] } as const;
  const all: readonly Learner[] = [
    { learner: "constant" },
    { learner: "S", base, interactions: true },
    { learner: "T", base: trees },
    { learner: "ddr", base },
    { learner: "pooled" },
    { learner: "X", base: trees, final: base },
    { learner: "R", base: trees, final: base },
    { learner: "DR", base, final: trees },
    { learner: "class-transformation", base },
    { learner: "two-part", purchase: { learner: "T", base } },
  ];
  assert.equal(new Set(all.map(nameOf)).size, all.length);
  assert.deepEqual(all.map(stagesOf).slice(4, 6), ["none", "boosted base, then linear"]);
  rejected([
    // @ts-expect-error no such learner
    (): Learner => ({ learner: "U", base }),
    // @ts-expect-error T needs a base
    (): Learner => ({ learner: "T" }),
    // @ts-expect-error DR needs a final stage
    (): Learner => ({ learner: "DR", base }),
    // @ts-expect-error T has none
    (): Learner => ({ learner: "T", base, final: base }),
    // @ts-expect-error one effect for all needs no base
    (): Learner => ({ learner: "constant", base }),
    // @ts-expect-error only models of outcomes tell whether something is bought
    (): Learner => ({ learner: "two-part", purchase: { learner: "R", base, final: base } }),
    // @ts-expect-error a two-part model has no parts of that kind
    (): Learner => ({ learner: "two-part", purchase: { learner: "two-part", purchase: { learner: "pooled" } } }),
    // @ts-expect-error a line has no trees
    (): Learner => ({ learner: "T", base: { kind: "linear", options: { trees: 10 } } }),
    // @ts-expect-error the outcome's kind decides the loss
    (): Learner => ({ learner: "T", base: { kind: "boosted", options: { loss: "poisson" } } }),
    // @ts-expect-error the kind of outcome must be said
    () => fitUplift({ x, treatment: y, outcome: y }, { learner: "constant" }, {}),
  ]);
});

/** Compiles only while every kind of learner is named. */
function stagesOf(learner: Learner): string {
  switch (learner.learner) {
    case "constant":
    case "pooled":
      return "none";
    case "S":
    case "T":
    case "ddr":
    case "class-transformation":
      return `${learner.base.kind} base`;
    case "X":
    case "R":
    case "DR":
      return `${learner.base.kind} base, then ${learner.final.kind}`;
    case "two-part":
      return stagesOf(learner.purchase);
    default:
      return learner satisfies never;
  }
}

test("an answer that may be refused must be asked which it is", () => {
  const value = matrixFromRows([
    [1, 2],
    [1, 3],
  ]);
  const spend = matrixFromRows([
    [0, 1],
    [0, 1],
  ]);
  const plan = constrainedPlan(value, [{ name: "budget", amount: spend, kind: "at-most", limit: 1 }]);
  if (plan.kind === "plan") exactly<Int32Array>()(plan.actions);
  else exactly<"impossible" | "rounding">()(plan.reason);
  const policy = matrixFromRows([
    [1, 0],
    [0, 1],
  ]);
  const verdict = releaseGate({ action: [0, 1], reward: [1, 2], propensity: [0.5, 0.5] }, policy);
  exactly<boolean>()(verdict.deploy);
  if (verdict.kind === "refused") exactly<false>()(verdict.deploy);
  const walk = (node: PolicyNode): number =>
    "column" in node ? Math.max(walk(node.below), walk(node.above)) : node.action;
  assert.equal(walk({ action: 3, rows: 1, meanScore: 0 }), 3);
  const slope = (model: CalibrationModel) => (model.method === "isotonic" ? model.isotonic.values : model.slope);
  assert.equal(slope({ kind: "calibration", version: 1, method: "platt", slope: 2, shift: 0 }), 2);
  rejected([
    // @ts-expect-error a refusal has no value
    (result: OffPolicyResult) => result.value,
    // @ts-expect-error doubly robust needs predictions
    () => doublyRobust({ action: [0], reward: [0], propensity: [1] }, policy),
    // @ts-expect-error no plan, no actions
    () => constrainedPlan(value, []).actions,
    // @ts-expect-error a refusal has no difference
    () => verdict.difference,
    // @ts-expect-error not every learner predicts outcomes
    (prediction: UpliftPrediction) => prediction.outcomes.values,
    // @ts-expect-error a shopper without baskets is not due
    (due: Replenishment) => due.nextPurchase(0).day,
    // @ts-expect-error a leaf asks for no column
    (node: PolicyNode) => node.column,
    // @ts-expect-error steps have no slope
    (model: CalibrationModel) => model.slope,
  ]);
  exactly<Due | undefined>()(
    ({ nextPurchase: () => undefined, runOut: () => undefined } as Replenishment).nextPurchase(0),
  );
});

test("choices are written out, and what decides must be given", () => {
  const metrics: readonly UpliftMetric[] = ["qini_auc", "qini_area", "auuc", "uplift_at_30", "autoc"];
  assert.equal(metrics.length, 5);
  fitSplitConformal([1, 2], [1, 2], { level: 0.5, side: "upper" });
  rate([1, 2, 3, 4], [4, 3, 2, 1], { weighting: "qini", replicates: 2 });
  exactly<number>()(budgetPlan(x, x, 100).price);
  rejected([
    // @ts-expect-error without a level nothing is promised
    () => fitSplitConformal([1], [1], {}),
    // @ts-expect-error both ends or each for itself
    () => fitConformalBand([1], [1], [1], { level: 0.8, ends: "left" }),
    // @ts-expect-error no such weighting
    () => rate([1], [1], { weighting: "auuc" }),
    // @ts-expect-error a budget is a number
    () => budgetPlan(x, x, "100"),
    // @ts-expect-error a limit from above or from below
    () => constrainedPlan(x, [{ name: "goal", amount: x, kind: "exactly", limit: 1 }]),
  ]);
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where the value has exactly this type. */
function exactly<Type>() {
  return <Value>(_value: Value, ..._same: Same<Type, Value> extends true ? [] : [never]): void => undefined;
}

/** Never run: they must only fail to compile. */
function rejected(calls: readonly ((argument: never) => unknown)[]): void {
  assert.ok(calls.length > 0);
}
