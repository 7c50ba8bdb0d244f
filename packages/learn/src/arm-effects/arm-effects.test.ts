import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { sigmoid } from "../logistic/index.ts";
import { type SeededRandom, seededRandom } from "../random/index.ts";
import { type ArmEffectsData, type Belief, fitArmEffects, loadArmEffects, predictArmEffects } from "./index.ts";

const beliefs: Belief[] = [
  { mean: 0, sd: 1 },
  { mean: 0.3, sd: 0.2 },
  { mean: 0.5, sd: 0.3 },
];
/** About normal: the sum of twelve uniform numbers less six. */
function bell(random: SeededRandom): number {
  return Array.from({ length: 12 }, () => random.next()).reduce((sum, each) => sum + each, -6);
}

const nothing: ArmEffectsData = { x: { rows: 0, columns: 2, values: new Float64Array() }, base: [], arm: [], y: [] };

/** Action 1 helps where the first column is high, action 2 helps nobody; the base is right but for a shift. */
const truth = (x: readonly number[], base: number, arm: number) =>
  base - 0.2 + (arm === 1 ? 0.2 + 0.5 * x[0]! : arm === 2 ? 0 : 0);

function trial(rows: number, seed: string): ArmEffectsData {
  const random = seededRandom(seed);
  const values = new Float64Array(rows * 2);
  const base = new Float64Array(rows);
  const arm = new Int32Array(rows);
  const y = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const x = [bell(random), bell(random)];
    values.set(x, 2 * i);
    base[i] = -1 + 0.8 * x[1]!;
    arm[i] = random.int(3);
    y[i] = random.next() < sigmoid(truth(x, base[i]!, arm[i]!)) ? 1 : 0;
  }
  return { x: { rows, columns: 2, values }, base, arm, y };
}

test("without a row the belief is the answer, for everyone", () => {
  const model = fitArmEffects(nothing, beliefs, 2);
  const [none, one, two] = predictArmEffects(model, [0, 0], -0.7);
  assert.ok(Math.abs(none!.logOdds + 0.7) < 1e-9);
  assert.ok(Math.abs(one!.effect - 0.3) < 1e-9 && Math.abs(two!.effect - 0.5) < 1e-9);
  assert.ok(Math.abs(one!.effectSd - 0.2) < 1e-9);
  assert.deepEqual(model.rows, [0, 0, 0]);
});

test("with many rows the truth takes the belief's place, with the people for whom it holds", () => {
  const model = fitArmEffects(trial(60_000, "many"), beliefs, 2);
  const at = (x: number[]) => predictArmEffects(model, x, -1 + 0.8 * x[1]!);
  for (const x of [
    [1.5, 0],
    [-1.5, 0],
    [0, 1],
  ]) {
    const said = at(x);
    for (const [arm, { logOdds, effect, effectSd }] of said.entries()) {
      const base = -1 + 0.8 * x[1]!;
      assert.ok(Math.abs(logOdds - truth(x, base, arm)) < 0.2, `${arm} at ${x}: ${logOdds}`);
      assert.ok(Math.abs(effect - (truth(x, base, arm) - truth(x, base, 0))) < 4 * effectSd + 1e-9, `${arm} at ${x}`);
    }
  }
  const [one, two] = model.variances.arm;
  const { column } = model.variances;
  assert.ok(one! > 2 * two! && column[0]! > 5 * column[1]!, JSON.stringify(model.variances));
});

test("where an action works alike for everybody, heterogeneity is drawn to nothing", () => {
  const { arm, base, x } = trial(20_000, "alike");
  const random = seededRandom("outcomes");
  const y = Float64Array.from(arm, (a, i) => (random.next() < sigmoid(base[i]! + (a > 0 ? 0.4 : 0)) ? 1 : 0));
  const model = fitArmEffects({ x, base, arm, y }, beliefs, 2);
  assert.ok(Math.max(...model.variances.arm) < 0.002, JSON.stringify(model.variances));
});

test("intervals of effects hold the truth about as often as they say", () => {
  let held = 0;
  const runs = 30;
  for (let run = 0; run < runs; run++) {
    const model = fitArmEffects(trial(1_500, `cover-${run}`), beliefs, 2);
    const [, one] = predictArmEffects(model, [1, 0], -1);
    held += Math.abs(one!.effect - 0.7) < 1.96 * one!.effectSd ? 1 : 0;
  }
  assert.ok(held >= 0.85 * runs, `${held} of ${runs}`);
});

test("the order of rows, copies as weights, and JSON change nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
      const data = trial(200, `same-${seed}`);
      const order = Array.from(data.base, (_, i) => i).reverse();
      const twice = [...order, ...order];
      const pick = (places: readonly number[]): ArmEffectsData => ({
        x: {
          rows: places.length,
          columns: 2,
          values: Float64Array.from(places.flatMap((i) => [data.x.values[2 * i]!, data.x.values[2 * i + 1]!])),
        },
        ...{
          base: places.map((i) => data.base[i]!),
          arm: places.map((i) => data.arm[i]!),
          y: places.map((i) => data.y[i]!),
        },
      });
      const said = (from: ArmEffectsData) =>
        predictArmEffects(fitArmEffects(from, beliefs, 2), [0.4, -0.2], -1).map(({ logOdds }) => logOdds);
      const near = (a: number[], b: number[]) => a.every((each, k) => Math.abs(each - b[k]!) < 1e-5);
      assert.ok(near(said(data), said(pick(order))));
      assert.ok(near(said(pick(twice)), said({ ...data, weights: new Float64Array(200).fill(2) })));
      const model = fitArmEffects(data, beliefs, 2);
      assert.deepEqual(
        predictArmEffects(loadArmEffects(JSON.parse(JSON.stringify(model))), [1, 1], 0),
        predictArmEffects(model, [1, 1], 0),
      );
    }),
    { numRuns: 5 },
  );
});

test("what cannot be learned from is refused by name", () => {
  const data = trial(10, "bad");
  const refuses = (change: Partial<ArmEffectsData>, argument: string, effects = beliefs) =>
    assert.throws(
      () => fitArmEffects({ ...data, ...change }, effects, 2),
      (error) => error instanceof LearnError && error.argument === argument,
      argument,
    );
  refuses({ base: [1] }, "data.base");
  refuses({ y: new Float64Array(10).fill(0.5) }, "data.y");
  refuses({ arm: new Int32Array(10).fill(3) }, "data.arm");
  refuses({ weights: new Float64Array(10) }, "data.weights");
  refuses({ x: { ...data.x, values: new Float64Array(20).fill(Number.NaN) } }, "data.x");
  refuses({}, "effects", [
    { mean: 0, sd: 1 },
    { mean: 0, sd: 0 },
    { mean: 0, sd: 1 },
  ]);
  assert.throws(() => fitArmEffects(data, beliefs, 3), LearnError);
  const model = fitArmEffects(data, beliefs, 2);
  assert.throws(() => predictArmEffects(model, [1], 0), LearnError);
  for (const change of [
    { kind: "x" },
    { version: 2 },
    { means: [0] },
    { scales: [1, 0] },
    { effectCovariances: [[1]] },
    { thresholds: [[0]] },
  ])
    assert.throws(() => loadArmEffects({ ...model, ...change }), LearnError, JSON.stringify(change));
});
