import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { matrixFromRows, rowOf } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { aggregate } from "./aggregate.ts";
import { type AutoUpliftModel, predictAutoUplift } from "./auto-model.ts";
import { autoUplift } from "./auto-uplift.ts";
import type { Learner } from "./learner.ts";
import { robustScores } from "./robust-scores.ts";
import type { TreatmentData } from "./treatment-data.ts";

const linear = { kind: "linear" } as const;
const quick: readonly Learner[] = [
  { learner: "constant" },
  { learner: "S", base: linear },
  { learner: "T", base: linear },
  { learner: "pooled" },
];

/** A fair experiment with one treatment whose effect is `strength` times the first column's distance from its middle. */
function experiment(rows: number, seed: string, strength: number): TreatmentData {
  const random = seededRandom(seed);
  const x = matrixFromRows(Array.from({ length: rows }, () => [random.next(), random.next(), random.next()]));
  const treatment = Int32Array.from({ length: rows }, () => random.int(2));
  const outcome = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b] = rowOf(x, i);
    return Number(random.next() < 0.3 + 0.2 * b! + (treatment[i] === 1 ? 0.05 + strength * (a! - 0.5) : 0));
  });
  return { x, treatment, outcome, propensity: { rows, columns: 2, values: new Float64Array(2 * rows).fill(0.5) } };
}

const grid = matrixFromRows([0.05, 0.25, 0.5, 0.75, 0.95].map((a) => [a, 0.5, 0.5]));

test("effects that differ are told apart, close to the truth", () => {
  const model = autoUplift(experiment(8000, "differ", 0.5), { outcome: "binary", candidates: quick });
  const { values } = predictAutoUplift(model, grid).effects;
  for (let i = 0; i < 5; i++) {
    const expected = 0.05 + 0.5 * (rowOf(grid, i)[0]! - 0.5);
    assert.ok(Math.abs(values[i]! - expected) < 0.06, `${values[i]} for ${expected}`);
  }
  const uniform = model.candidates.filter(({ name }) => name === "constant" || name === "S linear");
  assert.ok(uniform.every(({ weight }) => weight < 0.1));
});

test("where everyone's effect is the same, shoppers are hardly told apart and one effect for all has most weight", () => {
  const model = autoUplift(experiment(8000, "same", 0), { outcome: "binary", candidates: quick });
  const { values } = predictAutoUplift(model, grid).effects;
  assert.ok(Math.max(...values) - Math.min(...values) < 0.04);
  const uniform = model.candidates.filter(({ name }) => name === "constant" || name === "S linear");
  assert.ok(uniform.reduce((sum, { weight }) => sum + weight, 0) > 0.5);
});

test("weights sum to 1, members are those that have some, and every candidate is reported", () => {
  const model = autoUplift(experiment(2000, "weights", 0.3), { outcome: "binary", candidates: quick });
  assert.equal(model.candidates.length, 4);
  near(
    model.members.reduce((sum, { weight }) => sum + weight, 0),
    1,
    1e-12,
  );
  assert.equal(model.members.length, model.candidates.filter(({ weight }) => weight > 0).length);
  assert.deepEqual(model.skipped, []);
});

test("the default candidates serve both kinds of outcome, and amounts are taken apart into whether and how much", () => {
  const data = experiment(1500, "amounts", 0.4);
  const binary = autoUplift(data, { outcome: "binary" }).candidates.map(({ name }) => name);
  assert.deepEqual(binary, ["constant", "S linear", "T linear", "pooled", "S boosted"]);
  const amounts = { ...data, outcome: Float64Array.from(data.outcome, (each, i) => each * (1 + (i % 7))) };
  const parts = autoUplift(amounts, { outcome: "real" }).candidates.map(({ name }) => name);
  assert.ok(parts.includes("two-part pooled") && parts.includes("T linear"));
  const debts = { ...data, outcome: Float64Array.from(data.outcome, (each) => each - 0.5) };
  const whole = autoUplift(debts, { outcome: "real" }).candidates.map(({ name }) => name);
  assert.ok(!whole.some((name) => name.startsWith("two-part")));
});

test("a spent budget stops adding candidates and says which", () => {
  let now = 0;
  const budget = { seconds: 1.5, elapsed: () => now++ };
  const model = autoUplift(experiment(1000, "budget", 0.3), { outcome: "binary", candidates: quick, budget });
  assert.deepEqual(
    model.candidates.map(({ name }) => name),
    ["constant", "S linear", "T linear"],
  );
  assert.deepEqual(model.skipped, ["pooled"]);
});

test("the seed determines the blend, and JSON keeps it to the last bit", () => {
  const data = experiment(1500, "json", 0.3);
  const options = { outcome: "binary", candidates: quick, seed: "fixed" } as const;
  const model = autoUplift(data, options);
  assert.deepEqual(autoUplift(data, options), model);
  const loaded: AutoUpliftModel = JSON.parse(JSON.stringify(model));
  assert.deepEqual(predictAutoUplift(loaded, grid), predictAutoUplift(model, grid));
});

test("R and DR may be candidates, too", () => {
  const candidates: readonly Learner[] = [
    { learner: "constant" },
    { learner: "R", base: linear, final: linear },
    { learner: "DR", base: linear, final: linear },
  ];
  const model = autoUplift(experiment(3000, "nested", 0.5), { outcome: "binary", candidates });
  assert.ok(model.candidates[0]!.weight < 0.3);
});

test("bad input is refused by name", () => {
  const data = experiment(200, "bad", 0);
  refuses("options.candidates", () => autoUplift(data, { outcome: "binary", candidates: [] }));
  refuses("folds", () => autoUplift(data, { outcome: "binary", candidates: quick, folds: 1 }));
  refuses("data.treatment", () => autoUplift({ ...data, treatment: new Int32Array(200) }, { outcome: "binary" }));
  refuses("data.treatment", () => autoUplift(data, { outcome: "binary", folds: 100 }));
});

test("aggregation finds the weights that a fine grid finds", () => {
  const random = seededRandom("aggregate");
  const outcome = Float64Array.from({ length: 400 }, () => 4 * random.next() - 2);
  const first = outcome.map((each) => 0.1 * each + 0.3 * (random.next() - 0.5));
  const second = outcome.map((each) => 0.08 * each + 0.3 * (random.next() - 0.5));
  const caution = [1, 2];
  const priors = [1, 0.5];
  const objective = (w: number): number => {
    const square = (values: (i: number) => number) =>
      outcome.reduce((sum, each, i) => sum + (each - values(i)) ** 2, 0);
    const blend = square((i) => w * first[i]! + (1 - w) * second[i]!);
    const own = w * square((i) => first[i]!) + (1 - w) * square((i) => second[i]!);
    const divergence = w * Math.log(w / (2 / 3)) + (1 - w) * Math.log((1 - w) * 3);
    return 0.5 * blend + 0.5 * own + w * caution[0]! + (1 - w) * caution[1]! + 4 * divergence;
  };
  let best = 0.5;
  for (let w = 0.001; w < 1; w += 0.001) if (objective(w) < objective(best)) best = w;
  const weights = aggregate({ predictions: [first, second], outcome, caution, priors });
  near(weights[0]! + weights[1]!, 1, 1e-12);
  near(weights[0]!, best, 0.002);
});

test("doubly robust scores are those of the defining formula", () => {
  const data = { x: matrixFromRows([[0], [0], [0]]), treatment: [0, 1, 2], outcome: [1, 3, 5] };
  const outcomes = matrixFromRows([
    [0.5, 1, 2],
    [1, 2, 3],
    [2, 2, 4],
  ]);
  const propensity = matrixFromRows([
    [0.5, 0.25, 0.25],
    [0.2, 0.4, 0.4],
    [0.5, 0.3, 0.2],
  ]);
  // Row 0, control: 1 − 0.5 − 0.5/0.5 and 2 − 0.5 − 1; row 1: 1 + 1/0.4 and 2; row 2: 0 and 2 + 1/0.2.
  const expected = [-0.5, 0.5, 3.5, 2, 0, 7];
  const { values } = robustScores(data, { outcomes, propensity });
  for (const [k, each] of expected.entries()) near(values[k]!, each, 1e-12);
});

function near(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not within ${tolerance} of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
