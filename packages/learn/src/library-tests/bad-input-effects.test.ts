import assert from "node:assert/strict";
import {
  type ArmEffectsData,
  armLogOdds,
  autoUplift,
  auuc,
  crossFit,
  cuped,
  effectScores,
  expectedMargins,
  fitArmEffects,
  fitCausalForest,
  fitUplift,
  type Learner,
  type Matrix,
  marginsOf,
  matrix,
  matrixFromRows,
  nameOf,
  predictArmEffects,
  predictAutoUplift,
  predictCausalForest,
  predictUplift,
  qiniArea,
  qiniAuc,
  qiniCurve,
  rate,
  robustScores,
  seededRandom,
  type TreatmentData,
  type UpliftData,
  type UpliftOptions,
  upliftAtK,
  upliftByDecile,
  upliftCurve,
} from "../index.ts";
import { type BadInputCase, badInput, shorter, with4th } from "./bad-input.ts";

const random = seededRandom("bad input of experiments");
const rows = 120;
const x = matrix(rows, 2, Float64Array.from({ length: 2 * rows }, random.next));
const treatment = Int32Array.from({ length: rows }, (_, i) => i % 2);
const amount = Float64Array.from({ length: rows }, (_, i) => Math.max(0, random.next() + 0.2 * (i % 2) - 0.4));
const bought = amount.map((each) => (each > 0.2 ? 1 : 0));
const zeros = new Float64Array(rows);
const ones = zeros.map(() => 1);
const halves: Matrix = { rows, columns: 2, values: new Float64Array(2 * rows).fill(0.5) };
const certain: Matrix = { ...halves, values: Float64Array.from({ length: 2 * rows }, (_, k) => k % 2) };
const holed: Matrix = { ...x, values: with4th(x.values, Number.NaN) };
const endless: Matrix = { ...x, values: with4th(x.values, Number.NEGATIVE_INFINITY) };
const x0: Matrix = { rows, columns: 1, values: ones };
const none: Matrix = { rows: 0, columns: 2, values: new Float64Array(0) };

type Fit = (data: TreatmentData, options: UpliftOptions) => { readonly columns: number };

/** What is the same for every learner of effects: the data is checked before any of them sees it. */
function ofTreatmentData(fit: Fit, predict: (x: Matrix) => unknown, binary: boolean): readonly BadInputCase[] {
  const outcome = binary ? bought : amount;
  const data: TreatmentData = { x, treatment, outcome, propensity: halves };
  const options: UpliftOptions = { outcome: binary ? "binary" : "real" };
  const changed = (change: Partial<TreatmentData>) => () => fit({ ...data, ...change }, options);
  const constant: readonly BadInputCase[] = binary
    ? [
        ["one class", "data.outcome", changed({ outcome: zeros })],
        ["constant outcome", "data.outcome", changed({ outcome: ones })],
      ]
    : [];
  return [
    ["NaN", "data.x", changed({ x: holed })],
    ["NaN", "data.outcome", changed({ outcome: with4th(outcome, Number.NaN) })],
    ["NaN", "data.treatment", changed({ treatment: with4th(treatment, Number.NaN) })],
    ["NaN", "data.propensity", changed({ propensity: { ...halves, values: with4th(halves.values, Number.NaN) } })],
    ["NaN", "x", () => predict(holed)],
    ["infinite", "data.x", changed({ x: endless })],
    ["infinite", "data.outcome", changed({ outcome: with4th(outcome, Number.POSITIVE_INFINITY) })],
    ["infinite", "x", () => predict(endless)],
    ["empty", "data.x", changed({ x: none, treatment: [], outcome: [] })],
    ["lengths differ", "data.treatment", changed({ treatment: shorter(treatment) })],
    ["lengths differ", "data.outcome", changed({ outcome: shorter(outcome) })],
    ["lengths differ", "data.x.values", changed({ x: { ...x, values: shorter(x.values) } })],
    ["lengths differ", "data.propensity", changed({ propensity: { ...halves, columns: 1 } })],
    ["lengths differ", "x", () => predict(matrixFromRows([[1]]))],
    ["no treated rows", "data.treatment", changed({ treatment: new Int32Array(rows) })],
    ["no treated rows", "data.treatment", changed({ treatment: new Int32Array(rows).fill(1) })],
    ["propensity 0 or 1", "data.propensity", changed({ propensity: certain })],
    ["unknown category", "data.treatment", changed({ treatment: with4th(treatment, 3) })],
    ...constant,
  ];
}

const linear = { kind: "linear" } as const;
const boosted = { kind: "boosted", options: { trees: 3, minLeaf: 5 } } as const;
const learners: readonly Learner[] = [
  { learner: "constant" },
  { learner: "S", base: linear },
  { learner: "S", base: boosted },
  { learner: "T", base: linear },
  { learner: "ddr", base: boosted },
  { learner: "X", base: boosted, final: linear },
  { learner: "R", base: linear, final: linear },
  { learner: "DR", base: linear, final: boosted },
  { learner: "class-transformation", base: linear },
];

for (const binary of [true, false]) {
  const outcome = binary ? "binary" : "real";
  for (const learner of [
    ...learners,
    binary
      ? ({ learner: "pooled" } as const)
      : ({ learner: "two-part", purchase: { learner: "S", base: linear } } as const),
  ]) {
    const fit = (data: TreatmentData, options: UpliftOptions) => fitUplift(data, learner, options);
    const whole: TreatmentData = { x, treatment, outcome: binary ? bought : amount, propensity: halves };
    const model = fit(whole, { outcome });
    const sameForAll = () => {
      const { effects } = predictUplift(fit({ ...whole, outcome: ones }, { outcome }), x);
      // The transformed outcome is 2 in one arm and −2 in the other, also where nothing differs: noise about 0.
      if (learner.learner === "class-transformation") assert.ok(effects.values.every((each) => Math.abs(each) < 1));
      else for (const each of effects.values) near(each, 0);
    };
    badInput(`fitUplift of ${nameOf(learner)}, ${outcome}`, [
      ...ofTreatmentData(fit, (later) => predictUplift(model, later), binary),
      ...(binary
        ? []
        : ([
            ["one class", sameForAll],
            ["constant outcome", sameForAll],
          ] as const)),
    ]);
  }
}

const blended = autoUplift(
  { x, treatment, outcome: bought, propensity: halves },
  { outcome: "binary", candidates: learners.slice(0, 4) },
);
badInput(
  "autoUplift",
  ofTreatmentData(autoUplift, (later) => predictAutoUplift(blended, later), true),
);

interface ForestInput {
  readonly x?: Matrix;
  readonly y?: ArrayLike<number>;
  readonly treated?: ArrayLike<number>;
  readonly propensity?: ArrayLike<number>;
}
function forest(input: ForestInput) {
  const { y = amount, treated = treatment, propensity = zeros.map(() => 0.5) } = input;
  return fitCausalForest(input.x ?? x, y, treated, { trees: 4, minLeaf: 5, propensity });
}
badInput(
  "fitCausalForest",
  [
    ["NaN", "x", () => forest({ x: holed })],
    ["NaN", "y", () => forest({ y: with4th(amount, Number.NaN) })],
    ["NaN", "treated", () => forest({ treated: with4th(treatment, Number.NaN) })],
    ["NaN", "x", () => predictCausalForest(forest({}), holed)],
    ["infinite", "x", () => forest({ x: endless })],
    ["infinite", "y", () => forest({ y: with4th(amount, Number.POSITIVE_INFINITY) })],
    ["empty", "x", () => forest({ x: none, y: [], treated: [], propensity: [] })],
    ["lengths differ", "y", () => forest({ y: shorter(amount) })],
    ["lengths differ", "treated", () => forest({ treated: shorter(treatment) })],
    ["lengths differ", "options.propensity", () => forest({ propensity: shorter(ones) })],
    ["lengths differ", "x", () => predictCausalForest(forest({}), matrixFromRows([[1]]))],
    ["one class", () => near(predictCausalForest(forest({ y: zeros }), x).effect[0]!, 0)],
    ["constant outcome", () => near(predictCausalForest(forest({ y: ones }), x).effect[0]!, 0)],
    ["no treated rows", "treated", () => forest({ treated: zeros })],
    ["no treated rows", "treated", () => forest({ treated: ones })],
    ["propensity 0 or 1", "options.propensity", () => forest({ propensity: ones })],
    ["propensity 0 or 1", "options.propensity", () => forest({ propensity: zeros })],
  ],
  ["unknown category"],
);

const folds = Uint8Array.from(treatment, (_, i) => (i >> 1) % 3);
const whole: TreatmentData = { x, treatment, outcome: bought };
const crossFitted = (data: Partial<TreatmentData>) => crossFit({ ...whole, ...data }, 2, linear, "binary", folds);
badInput("crossFit, robustScores and margins", [
  ["NaN", "data.x", () => crossFitted({ x: holed })],
  ["NaN", "data.outcome", () => crossFitted({ outcome: with4th(bought, Number.NaN) })],
  ["infinite", "data.x", () => crossFitted({ x: endless })],
  ["empty", "data.x", () => crossFitted({ x: none, treatment: [], outcome: [] })],
  ["lengths differ", "data.outcome", () => crossFitted({ outcome: shorter(bought) })],
  ["lengths differ", "foldOf", () => crossFit(whole, 2, linear, "binary", Uint8Array.of(0, 1))],
  ["lengths differ", "arms", () => crossFit(whole, 3, linear, "binary", folds)],
  ["lengths differ", "nuisances.propensity", () => robustScores(whole, { outcomes: halves, propensity: x0 })],
  ["lengths differ", "treatment", () => marginsOf({ rate: [1, 1], contact: [0, 0] }, bought, shorter(treatment))],
  ["lengths differ", "sales", () => expectedMargins({ rate: [1, 1], contact: [0, 0] }, x0)],
  [
    "one class",
    () => assert.ok(crossFitted({ outcome: zeros }).outcomes.values.every((each) => each > 0 && each < 0.1)),
  ],
  ["constant outcome", () => assert.ok(crossFitted({ outcome: ones }).outcomes.values.every((each) => each > 0.9))],
  ["no treated rows", "data.treatment", () => crossFitted({ treatment: zeros })],
  ["propensity 0 or 1", "data.propensity", () => crossFitted({ propensity: certain })],
  [
    "propensity 0 or 1",
    "nuisances.propensity",
    () => robustScores(whole, { outcomes: halves, propensity: { ...halves, values: new Float64Array(2 * rows) } }),
  ],
  ["unknown category", "treatment", () => marginsOf({ rate: [1, 1], contact: [0, 0] }, bought, with4th(treatment, 2))],
]);

const experiment: UpliftData = { outcome: bought, treated: treatment };
badInput(
  "cuped",
  [
    ["NaN", "covariates", () => cuped(experiment, holed)],
    ["NaN", "data.outcome", () => cuped({ ...experiment, outcome: with4th(bought, Number.NaN) }, x)],
    ["infinite", "covariates", () => cuped(experiment, endless)],
    ["empty", "data.outcome", () => cuped({ outcome: [], treated: [] }, none)],
    ["lengths differ", "data.treated", () => cuped({ ...experiment, treated: [0, 1] }, x)],
    ["lengths differ", "covariates.values", () => cuped(experiment, matrixFromRows([[1], [2]]))],
    ["one class", () => assert.equal(cuped({ ...experiment, outcome: zeros }, x).effect, 0)],
    ["constant outcome", () => assert.equal(cuped({ ...experiment, outcome: ones }, x).varianceReduction, 0)],
    ["no treated rows", "data.treated", () => cuped({ ...experiment, treated: zeros }, x)],
    ["no treated rows", "data.treated", () => cuped({ ...experiment, treated: ones }, x)],
  ],
  ["propensity 0 or 1", "unknown category"],
);

const scores = Float64Array.from({ length: rows }, (_, i) => x.values[2 * i]!);
for (const [name, figure, argument, bothClasses] of [
  ["qiniCurve", qiniCurve, "scores", false],
  ["upliftCurve", upliftCurve, "scores", false],
  ["qiniAuc", qiniAuc, "scores", true],
  ["auuc", auuc, "scores", true],
  ["qiniArea", qiniArea, "scores", false],
  ["upliftAtK", (data: UpliftData, s: ArrayLike<number>) => upliftAtK(data, s, 0.3), "scores", false],
  ["upliftByDecile", upliftByDecile, "predicted", false],
] as const) {
  badInput(
    name,
    [
      ["NaN", argument, () => figure(experiment, with4th(scores, Number.NaN))],
      ["NaN", "data.outcome", () => figure({ ...experiment, outcome: with4th(bought, Number.NaN) }, scores)],
      ["infinite", argument, () => figure(experiment, with4th(scores, Number.POSITIVE_INFINITY))],
      ["empty", "data.outcome", () => figure({ outcome: new Float64Array(0), treated: new Int32Array(0) }, [])],
      ["lengths differ", argument, () => figure(experiment, shorter(scores))],
      ["lengths differ", "data.treated", () => figure({ ...experiment, treated: treatment.subarray(1) }, scores)],
      ...(bothClasses
        ? ([
            ["one class", "data.outcome", () => figure({ ...experiment, outcome: zeros }, scores)],
            ["constant outcome", "data.outcome", () => figure({ ...experiment, outcome: ones }, scores)],
          ] as const)
        : ([
            ["one class", () => assert.ok(figure({ ...experiment, outcome: zeros }, scores) !== undefined)],
            ["constant outcome", () => assert.ok(figure({ ...experiment, outcome: ones }, scores) !== undefined)],
          ] as const)),
      ["no treated rows", "data.treated", () => figure({ ...experiment, treated: new Int32Array(rows) }, scores)],
      [
        "no treated rows",
        "data.treated",
        () => figure({ ...experiment, treated: new Int32Array(rows).fill(1) }, scores),
      ],
    ],
    ["propensity 0 or 1", "unknown category"],
  );
}

badInput(
  "effectScores and rate",
  [
    ["NaN", "effects", () => rate(with4th(scores, Number.NaN), scores)],
    ["NaN", "priorities", () => rate(scores, with4th(scores, Number.NaN))],
    ["NaN", "options.propensity", () => effectScores(experiment, { propensity: Number.NaN })],
    ["infinite", "effects", () => rate(with4th(scores, Number.POSITIVE_INFINITY), scores)],
    ["empty", "effects", () => rate([], [])],
    ["empty", "data.outcome", () => effectScores({ outcome: [], treated: [] })],
    ["lengths differ", "priorities", () => rate(scores, shorter(scores))],
    ["lengths differ", "options.propensity", () => effectScores(experiment, { propensity: [0.5] })],
    ["one class", () => assert.ok(effectScores({ ...experiment, outcome: zeros }).every((each) => each === 0))],
    ["constant outcome", () => assert.equal(rate(ones, scores).estimate, 0)],
    ["no treated rows", "data.treated", () => effectScores({ ...experiment, treated: zeros })],
    ["propensity 0 or 1", "options.propensity", () => effectScores(experiment, { propensity: 1 })],
    ["propensity 0 or 1", "options.propensity", () => effectScores(experiment, { propensity: zeros })],
  ],
  ["unknown category"],
);

const beliefs = [
  { mean: 0, sd: 1 },
  { mean: 0.3, sd: 0.2 },
];
const logged: ArmEffectsData = { x, base: zeros, arm: treatment, y: bought };
const ofLog = (change: Partial<ArmEffectsData>, effects = beliefs) =>
  fitArmEffects({ ...logged, ...change }, effects, 2);
const effectOf = (change: Partial<ArmEffectsData>) => predictArmEffects(ofLog(change), [0.5, 0.5], 0)[1]!;

badInput(
  "fitArmEffects, predictArmEffects and armLogOdds",
  [
    ["NaN", "data.x", () => ofLog({ x: holed })],
    ["NaN", "data.base", () => ofLog({ base: with4th(zeros, Number.NaN) })],
    ["NaN", "data.y", () => ofLog({ y: with4th(bought, Number.NaN) })],
    ["NaN", "data.weights", () => ofLog({ weights: with4th(ones, Number.NaN) })],
    ["NaN", "effects", () => ofLog({}, [beliefs[0]!, { mean: Number.NaN, sd: 1 }])],
    ["infinite", "data.x", () => ofLog({ x: endless })],
    ["infinite", "data.base", () => ofLog({ base: with4th(zeros, Number.POSITIVE_INFINITY) })],
    ["infinite", "effects", () => ofLog({}, [beliefs[0]!, { mean: 0, sd: Number.POSITIVE_INFINITY }])],
    ["empty", "effects", () => ofLog({}, [])],
    // Without a row the belief is the answer.
    ["empty", () => near(effectOf({ x: none, base: [], arm: [], y: [] }).effect, 0.3)],
    ["lengths differ", "data.x", () => ofLog({ x: x0 })],
    ["lengths differ", "data.x.values", () => ofLog({ x: { ...x, values: shorter(x.values) } })],
    ["lengths differ", "data.base", () => ofLog({ base: shorter(zeros) })],
    ["lengths differ", "data.arm", () => ofLog({ arm: shorter(treatment) })],
    ["lengths differ", "data.y", () => ofLog({ y: shorter(bought) })],
    ["lengths differ", "data.weights", () => ofLog({ weights: shorter(ones) })],
    ["lengths differ", "x", () => predictArmEffects(ofLog({}), [1], 0)],
    ["lengths differ", "x", () => armLogOdds(ofLog({}), [1, 2, 3], 0)],
    // The belief keeps both finite, and the less likely the outcome is, the less is expected.
    ["one class", () => assert.ok(effectOf({ y: zeros }).logOdds < effectOf({ y: ones }).logOdds)],
    ["constant outcome", () => assert.ok(Number.isFinite(effectOf({ y: ones }).logOdds))],
    ["no treated rows", () => near(effectOf({ arm: new Int32Array(rows) }).effect, 0.3, 1e-6)],
    ["unknown category", "data.arm", () => ofLog({ arm: with4th(treatment, 2) })],
  ],
  ["propensity 0 or 1"],
);

function near(found: number, expected: number, within = 1e-9): void {
  assert.ok(Math.abs(found - expected) < within, `${found} is not ${expected}`);
}
