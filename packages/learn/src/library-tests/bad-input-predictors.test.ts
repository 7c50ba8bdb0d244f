import assert from "node:assert/strict";
import {
  asOfRates,
  bucketQuantiles,
  calibrateScores,
  chooseL2,
  chooseRidgeL2,
  fitBoosting,
  fitBucketQuantiles,
  fitConditionalLogit,
  fitHierarchical,
  fitIsotonic,
  fitKernelRidge,
  fitLifeTable,
  fitLogistic,
  fitRandomEffects,
  fitRidge,
  type Matrix,
  matrix,
  matrixFromRows,
  predictBoosting,
  predictHierarchical,
  predictIsotonic,
  predictKernelRidge,
  predictLogistic,
  predictRidge,
  randomEffect,
  seededRandom,
} from "../index.ts";
import { badInput, ofTreatments, shorter, with4th } from "./bad-input.ts";

const random = seededRandom("bad input");
const rows = 60;
const x = matrix(rows, 2, Float64Array.from({ length: 2 * rows }, random.next));
const y = Float64Array.from({ length: rows }, random.next);
const labels = y.map((each) => (each > 0.5 ? 1 : 0));
const zeros = new Float64Array(rows);
const ones = zeros.map(() => 1);
const none: Matrix = { rows: 0, columns: 2, values: new Float64Array(0) };
const holed: Matrix = { ...x, values: with4th(x.values, Number.NaN) };
const endless: Matrix = { ...x, values: with4th(x.values, Number.POSITIVE_INFINITY) };
/** Finite, but their sums or squares are not. */
const vast: Matrix = { ...x, values: x.values.map((each) => 1e200 * each) };
const vastY = y.map((each) => 1e308 * (0.5 + each));
const cut: Matrix = { ...x, values: shorter(x.values) };

badInput(
  "fitBoosting",
  [
    ["NaN", () => assert.ok(predictBoosting(fitBoosting(holed, y, { loss: "squared" }), holed).every(Number.isFinite))],
    ["NaN", "y", () => fitBoosting(x, with4th(y, Number.NaN), { loss: "squared" })],
    ["NaN", "options.weights", () => fitBoosting(x, y, { loss: "squared", weights: with4th(ones, Number.NaN) })],
    ["infinite", "x", () => fitBoosting(endless, y, { loss: "squared" })],
    ["infinite", "y", () => fitBoosting(x, with4th(y, Number.NEGATIVE_INFINITY), { loss: { quantile: 0.5 } })],
    ["infinite", "x", () => predictBoosting(fitBoosting(x, y, { loss: "squared" }), endless)],
    ["infinite", "y", () => fitBoosting(x, vastY, { loss: "squared" })],
    ["empty", "x.rows", () => fitBoosting(none, [], { loss: "squared" })],
    ["lengths differ", "y", () => fitBoosting(x, shorter(y), { loss: "squared" })],
    ["lengths differ", "x.values", () => fitBoosting(cut, y, { loss: "squared" })],
    ["lengths differ", "options.weights", () => fitBoosting(x, y, { loss: "squared", weights: [1] })],
    ["lengths differ", "x", () => predictBoosting(fitBoosting(x, y, { loss: "squared" }), matrixFromRows([[1]]))],
    ["one class", "y", () => fitBoosting(x, zeros, { loss: "logistic" })],
    ["one class", "y", () => fitBoosting(x, ones, { loss: "logistic" })],
    ["constant outcome", "y", () => fitBoosting(x, zeros, { loss: "poisson" })],
    ["constant outcome", () => everywhere(predictBoosting(fitBoosting(x, ones, { loss: "squared" }), x), 1)],
    ["constant outcome", () => everywhere(predictBoosting(fitBoosting(x, ones, { loss: { quantile: 0.9 } }), x), 1)],
    [
      "unknown category",
      () => {
        const named = { ...x, values: x.values.map((each, k) => (k % 2 === 0 ? Math.floor(3 * each) : each)) };
        const model = fitBoosting(named, y, { loss: "squared", categorical: [0], minLeaf: 1 });
        const [unknown, missing] = predictBoosting(model, matrix(2, 2, Float64Array.of(77, 0.5, 78, 0.5)));
        assert.equal(unknown, missing, "one unknown name is like another");
        assert.equal(unknown, predictBoosting(model, { ...none, rows: 1, values: Float64Array.of(NaN, 0.5) })[0]);
      },
    ],
  ],
  ofTreatments,
);

const noNames = [...ofTreatments, "unknown category"] as const;

badInput(
  "fitRidge",
  [
    ["NaN", "x", () => fitRidge(holed, y, { l2: 1 })],
    ["NaN", "y", () => fitRidge(x, with4th(y, Number.NaN), { l2: 1 })],
    ["NaN", "x", () => predictRidge(fitRidge(x, y, { l2: 1 }), holed)],
    ["NaN", "options.l2", () => fitRidge(x, y, { l2: Number.NaN })],
    ["infinite", "x", () => fitRidge(endless, y, { l2: 1 })],
    ["infinite", "y", () => fitRidge(x, with4th(y, Number.POSITIVE_INFINITY), { l2: 1 })],
    ["infinite", "x", () => fitRidge(vast, y, { l2: 1 })],
    ["infinite", "y", () => fitRidge(x, vastY, { l2: 1 })],
    ["empty", "x", () => fitRidge(none, [], { l2: 1 })],
    ["lengths differ", "y", () => fitRidge(x, shorter(y), { l2: 1 })],
    ["lengths differ", "x.values", () => fitRidge(cut, y, { l2: 1 })],
    ["lengths differ", "options.weights", () => fitRidge(x, y, { l2: 1, weights: [1] })],
    ["one class", () => everywhere(predictRidge(fitRidge(x, zeros, { l2: 1 }), x), 0)],
    ["constant outcome", () => everywhere(predictRidge(fitRidge(x, ones, { l2: 0 }), x), 1)],
  ],
  noNames,
);

badInput(
  "chooseRidgeL2",
  [
    ["NaN", "x", () => chooseRidgeL2(holed, y, [1])],
    ["NaN", "candidates", () => chooseRidgeL2(x, y, [1, Number.NaN])],
    ["infinite", "y", () => chooseRidgeL2(x, with4th(y, Number.POSITIVE_INFINITY), [1])],
    ["empty", "x", () => chooseRidgeL2(none, [], [1])],
    ["empty", "candidates", () => chooseRidgeL2(x, y, [])],
    ["lengths differ", "y", () => chooseRidgeL2(x, shorter(y), [1])],
    ["one class", () => assert.equal(chooseRidgeL2(x, zeros, [1, 10]).l2, 10)],
    ["constant outcome", () => assert.equal(chooseRidgeL2(x, ones, [10, 1]).l2, 10)],
  ],
  noNames,
);

badInput(
  "fitLogistic",
  [
    ["NaN", "x", () => fitLogistic(holed, labels, { l2: 1 })],
    ["NaN", "y", () => fitLogistic(x, with4th(labels, Number.NaN), { l2: 1 })],
    ["NaN", "row", () => predictLogistic(fitLogistic(x, labels, { l2: 1 }), [Number.NaN, 1])],
    ["infinite", "x", () => fitLogistic(endless, labels, { l2: 1 })],
    ["infinite", "options.weights", () => fitLogistic(x, labels, { l2: 1, weights: with4th(ones, Infinity) })],
    ["infinite", "x", () => fitLogistic(vast, labels, { l2: 1 })],
    ["empty", "x", () => fitLogistic(none, [], { l2: 1 })],
    ["lengths differ", "y", () => fitLogistic(x, shorter(labels), { l2: 1 })],
    ["lengths differ", "x.values", () => fitLogistic(cut, labels, { l2: 1 })],
    ["lengths differ", "row", () => predictLogistic(fitLogistic(x, labels, { l2: 1 }), [1])],
    ["one class", "y", () => fitLogistic(x, zeros, { l2: 1 })],
    ["one class", "y", () => fitLogistic(x, labels, { l2: 1, weights: labels })],
    ["constant outcome", "y", () => fitLogistic(x, ones, { l2: 1 })],
  ],
  noNames,
);

badInput(
  "chooseL2",
  [
    ["NaN", "x", () => chooseL2(holed, labels, [1], 3, "seed")],
    ["NaN", "y", () => chooseL2(x, with4th(labels, Number.NaN), [1], 3, "seed")],
    ["infinite", "candidates", () => chooseL2(x, labels, [Number.POSITIVE_INFINITY], 3, "seed")],
    ["empty", "x", () => chooseL2(none, [], [1], 3, "seed")],
    ["empty", "candidates", () => chooseL2(x, labels, [], 3, "seed")],
    ["lengths differ", "y", () => chooseL2(x, shorter(labels), [1], 3, "seed")],
    ["lengths differ", "options.groups", () => chooseL2(x, labels, [1], 3, "seed", { groups: ["ann"] })],
    ["one class", "y", () => chooseL2(x, zeros, [1], 3, "seed")],
    ["constant outcome", "y", () => chooseL2(x, ones, [1], 3, "seed")],
  ],
  noNames,
);

badInput(
  "fitIsotonic",
  [
    ["NaN", "scores", () => fitIsotonic(with4th(y, Number.NaN), labels)],
    ["NaN", "outcomes", () => fitIsotonic(y, with4th(labels, Number.NaN))],
    ["NaN", "score", () => predictIsotonic(fitIsotonic(y, labels), Number.NaN)],
    ["infinite", "scores", () => fitIsotonic(with4th(y, Number.POSITIVE_INFINITY), labels)],
    ["empty", "scores", () => fitIsotonic([], [])],
    ["lengths differ", "outcomes", () => fitIsotonic(y, shorter(labels))],
    ["lengths differ", "weights", () => fitIsotonic(y, labels, [1])],
    ["one class", () => assert.equal(predictIsotonic(fitIsotonic(y, ones), 0.3), 1)],
    ["constant outcome", () => assert.deepEqual(new Set(fitIsotonic(y, zeros).values), new Set([0]))],
  ],
  noNames,
);

badInput(
  "calibrateScores",
  [
    ["NaN", "scores", () => calibrateScores(with4th(y, Number.NaN), labels)],
    ["NaN", "labels", () => calibrateScores(y, with4th(labels, Number.NaN))],
    ["infinite", "scores", () => calibrateScores(with4th(y, Number.NEGATIVE_INFINITY), labels)],
    ["empty", "scores", () => calibrateScores([], [])],
    ["lengths differ", "labels", () => calibrateScores(y, shorter(labels))],
    ["one class", "labels", () => calibrateScores(y, zeros)],
    ["constant outcome", "labels", () => calibrateScores(y, ones)],
  ],
  noNames,
);

badInput(
  "fitKernelRidge",
  [
    ["NaN", "x", () => fitKernelRidge(holed, y)],
    ["NaN", "y", () => fitKernelRidge(x, with4th(y, Number.NaN))],
    ["NaN", "x", () => predictKernelRidge(fitKernelRidge(x, y), holed)],
    ["infinite", "x", () => fitKernelRidge(endless, y)],
    ["infinite", "x", () => fitKernelRidge(vast, y)],
    ["infinite", "y", () => fitKernelRidge(x, vastY)],
    ["empty", "x", () => fitKernelRidge(none, [])],
    ["lengths differ", "y", () => fitKernelRidge(x, shorter(y))],
    ["lengths differ", "x", () => predictKernelRidge(fitKernelRidge(x, y), matrixFromRows([[1]]))],
    ["one class", () => everywhere(predictKernelRidge(fitKernelRidge(x, zeros), x), 0)],
    ["constant outcome", () => everywhere(predictKernelRidge(fitKernelRidge(x, ones), x), 1)],
  ],
  noNames,
);

const arm = Int32Array.from(labels, (_, i) => i % 2);
badInput(
  "fitHierarchical",
  [
    ["NaN", "x", () => fitHierarchical(holed, arm, 2, labels)],
    ["NaN", "y", () => fitHierarchical(x, arm, 2, with4th(labels, Number.NaN))],
    ["NaN", "x", () => predictHierarchical(fitHierarchical(x, arm, 2, labels), holed)],
    ["infinite", "x", () => fitHierarchical(endless, arm, 2, labels)],
    ["infinite", "x", () => predictHierarchical(fitHierarchical(x, arm, 2, labels), endless)],
    ["infinite", "x", () => fitHierarchical(vast, arm, 2, labels)],
    ["empty", "x", () => fitHierarchical(none, [], 2, [])],
    ["lengths differ", "y", () => fitHierarchical(x, arm, 2, shorter(labels))],
    ["lengths differ", "arm", () => fitHierarchical(x, shorter(arm), 2, labels)],
    ["lengths differ", "x.values", () => predictHierarchical(fitHierarchical(x, arm, 2, labels), cut)],
    ["one class", "y", () => fitHierarchical(x, arm, 2, zeros)],
    ["constant outcome", "y", () => fitHierarchical(x, arm, 2, ones)],
    ["no treated rows", () => assert.equal(predictHierarchical(fitHierarchical(x, arm, 3, labels), x).columns, 3)],
    ["unknown category", "arm", () => fitHierarchical(x, arm, 1, labels)],
  ],
  ["propensity 0 or 1"],
);

const shopper = Int32Array.from(labels, (_, i) => i % 5);
badInput(
  "fitRandomEffects",
  [
    ["NaN", "factors", () => fitRandomEffects([with4th(shopper, Number.NaN)], labels)],
    ["NaN", "y", () => fitRandomEffects([shopper], with4th(labels, Number.NaN))],
    ["infinite", "factors", () => fitRandomEffects([with4th(shopper, Number.POSITIVE_INFINITY)], labels)],
    ["empty", "factors", () => fitRandomEffects([], labels)],
    ["empty", "y", () => fitRandomEffects([[]], [])],
    ["lengths differ", "factors", () => fitRandomEffects([shopper], shorter(labels))],
    ["one class", () => assert.ok(Number.isFinite(fitRandomEffects([shopper], zeros).intercept))],
    ["constant outcome", () => assert.ok(fitRandomEffects([shopper], ones).intercept > 2)],
    ["unknown category", () => assert.equal(randomEffect(fitRandomEffects([shopper], labels), 0, 99), 0)],
  ],
  ofTreatments,
);

const set = { features: Float32Array.of(1, 2, 3), chosen: Uint8Array.of(0, 1, 0), weight: 1 };
badInput(
  "fitConditionalLogit",
  [
    ["NaN", "sets", () => fitConditionalLogit([{ ...set, features: Float32Array.of(1, Number.NaN, 3) }], 1, 1)],
    ["NaN", "sets", () => fitConditionalLogit([{ ...set, weight: Number.NaN }], 1, 1)],
    ["infinite", "sets", () => fitConditionalLogit([{ ...set, features: Float32Array.of(1, Infinity, 3) }], 1, 1)],
    ["infinite", "l2", () => fitConditionalLogit([set], 1, Number.POSITIVE_INFINITY)],
    ["empty", "sets", () => fitConditionalLogit([], 1, 1)],
    ["lengths differ", "columns", () => fitConditionalLogit([set], 2, 1)],
    ["one class", "sets", () => fitConditionalLogit([{ ...set, chosen: new Uint8Array(3) }], 1, 1)],
    [
      "constant outcome",
      () => near(fitConditionalLogit([{ ...set, chosen: Uint8Array.of(1, 1, 1) }], 1, 1).weights[0]!, 0),
    ],
  ],
  noNames,
);

badInput(
  "asOfRates",
  [
    ["NaN", "times", () => asOfRates(["a"], [Number.NaN], [1], { lag: 0, strength: 1 })],
    ["NaN", () => assert.equal(asOfRates(["a", "a"], [0, 9], [Number.NaN, 1], { lag: 1, strength: 1 }).count[1], 0)],
    ["infinite", "outcomes", () => asOfRates(["a"], [0], [Number.POSITIVE_INFINITY], { lag: 0, strength: 1 })],
    ["empty", () => assert.equal(asOfRates([], [], [], { lag: 0, strength: 1 }).rate.length, 0)],
    ["lengths differ", "outcomes", () => asOfRates(["a"], [0], [], { lag: 0, strength: 1 })],
    ["one class", () => assert.equal(asOfRates(["a", "a"], [0, 9], [1, 1], { lag: 1, strength: 1 }).rate[1], 1)],
    [
      "constant outcome",
      () => assert.equal(asOfRates(["a"], [0], [0], { lag: 1, strength: 1, start: 0.2 }).rate[0], 0.2),
    ],
    ["unknown category", () => assert.equal(asOfRates(["a", "b"], [0, 9], [1, 0], { lag: 1, strength: 1 }).rate[1], 1)],
  ],
  ofTreatments,
);

badInput(
  "fitBucketQuantiles",
  [
    ["NaN", "values", () => fitBucketQuantiles(["a"], [Number.NaN], { levels: [0.5] })],
    ["infinite", "values", () => fitBucketQuantiles(["a"], [Number.POSITIVE_INFINITY], { levels: [0.5] })],
    ["empty", "buckets", () => fitBucketQuantiles([], [], { levels: [0.5] })],
    ["empty", "options.levels", () => fitBucketQuantiles(["a"], [1], { levels: [] })],
    ["lengths differ", "values", () => fitBucketQuantiles(["a"], [1, 2], { levels: [0.5] })],
    [
      "constant outcome",
      () => assert.deepEqual(fitBucketQuantiles(["a", "a"], [4, 4], { levels: [0.1, 0.9] }).pooled, [4, 4]),
    ],
    [
      "unknown category",
      () => assert.deepEqual(bucketQuantiles(fitBucketQuantiles(["a"], [7], { levels: [0.5] }), "new"), [7]),
    ],
  ],
  [...ofTreatments, "one class"],
);

badInput(
  "fitLifeTable",
  [
    ["NaN", "exits", () => fitLifeTable({ exits: [1, Number.NaN], observed: [1, 1] })],
    ["NaN", "entries", () => fitLifeTable({ exits: [1], observed: [1], entries: [Number.NaN] })],
    ["infinite", "exits", () => fitLifeTable({ exits: [Number.POSITIVE_INFINITY], observed: [1] })],
    ["empty", "exits", () => fitLifeTable({ exits: [], observed: [] })],
    ["lengths differ", "observed", () => fitLifeTable({ exits: [1, 2], observed: [1] })],
    ["one class", "observed", () => fitLifeTable({ exits: [1, 2], observed: [0, 0] })],
    ["one class", () => assert.equal(fitLifeTable({ exits: [1, 2], observed: [1, 1] }).survival.at(-1), 0)],
    ["constant outcome", () => assert.deepEqual(fitLifeTable({ exits: [3, 3], observed: [1, 1] }).ages, [3])],
  ],
  noNames,
);

function everywhere(found: Float64Array, expected: number): void {
  for (const each of found) near(each, expected);
}

function near(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`);
}
