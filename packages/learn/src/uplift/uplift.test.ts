import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { type Matrix, matrixFromRows, rowOf, selectRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitRidge, predictRidge } from "../ridge/index.ts";
import { fitUplift, type UpliftOptions } from "./fit-uplift.ts";
import { type Learner, nameOf } from "./learner.ts";
import { predictUplift } from "./predict-uplift.ts";
import type { TreatmentData } from "./treatment-data.ts";
import type { UpliftModel } from "./uplift-model.ts";

const linear = { kind: "linear" } as const;
const boosted = { kind: "boosted", options: { trees: 40, maxLeaves: 4, minLeaf: 20 } } as const;
const later = matrixFromRows([
  [0.1, 0.5],
  [0.5, 0.1],
  [0.9, 0.9],
]);

/** Two treatments of different strength; more often treatment 2 where the second column is large. Propensities known. */
function trial(rows: number, seed: string, kind: "binary" | "real"): TreatmentData {
  const random = seededRandom(seed);
  const x = matrixFromRows(Array.from({ length: rows }, () => [random.next(), random.next()]));
  const treatment = new Int32Array(rows);
  const outcome = new Float64Array(rows);
  const propensity = { rows, columns: 3, values: new Float64Array(rows * 3) };
  for (let i = 0; i < rows; i++) {
    const [a, b] = rowOf(x, i) as unknown as [number, number];
    const shares = [0.5 - 0.3 * b, 0.3, 0.2 + 0.3 * b];
    propensity.values.set(shares, i * 3);
    const u = random.next();
    treatment[i] = u < shares[0]! ? 0 : u < shares[0]! + 0.3 ? 1 : 2;
    const mean = 0.2 + 0.3 * b + effectOf(treatment[i]!, a);
    outcome[i] = kind === "binary" ? Number(random.next() < mean) : mean + 0.5 * (random.next() - 0.5);
  }
  return { x, treatment, outcome, propensity };
}

/** Treatment 1 adds 0.1 for everyone, treatment 2 up to 0.4 by the first column. */
function effectOf(treatment: number, a: number): number {
  return treatment === 0 ? 0 : treatment === 1 ? 0.1 : 0.4 * a;
}

const telling: readonly Learner[] = [
  { learner: "S", base: linear, interactions: true },
  { learner: "S", base: boosted },
  { learner: "T", base: linear },
  { learner: "T", base: boosted },
  { learner: "ddr", base: linear },
  { learner: "ddr", base: boosted },
  { learner: "X", base: linear, final: linear },
  { learner: "X", base: boosted, final: linear },
  { learner: "R", base: linear, final: linear },
  { learner: "R", base: boosted, final: boosted },
  { learner: "DR", base: linear, final: linear },
  { learner: "DR", base: boosted, final: boosted },
  { learner: "class-transformation", base: linear },
];
const ofBoth: readonly Learner[] = [{ learner: "constant" }, { learner: "S", base: linear }, ...telling];

for (const kind of ["real", "binary"] as const) {
  const data = trial(kind === "real" ? 6000 : 12_000, `recover ${kind}`, kind);
  const learners = kind === "real" ? telling : [...telling, { learner: "pooled" } as const];
  for (const learner of learners) {
    test(`${nameOf(learner)} finds the effects of two treatments on a ${kind} outcome, confounded though they are`, () => {
      const { effects } = predictUplift(fitUplift(data, learner, { outcome: kind }), later);
      assert.deepEqual([effects.rows, effects.columns], [3, 2]);
      const error = meanError(effects);
      assert.ok(error < (kind === "real" ? 0.06 : 0.09), `mean error ${error}`);
    });
  }
}

test("without known propensities they are estimated", () => {
  const { propensity, ...data } = trial(8000, "estimated", "real");
  assert.ok(propensity);
  const learner: Learner = { learner: "DR", base: linear, final: linear };
  const { effects } = predictUplift(fitUplift(data, learner, { outcome: "real" }), later);
  assert.ok(meanError(effects) < 0.04);
});

test("the constant effect is the doubly robust mean, not the difference of the arms' means", () => {
  const data = trial(8000, "constant", "real");
  const { effects } = predictUplift(fitUplift(data, { learner: "constant" }, { outcome: "real" }), later);
  near(effects.values[0]!, 0.1, 0.015);
  near(effects.values[1]!, 0.2, 0.015);
  const meanOf = (arm: number) => {
    const own = Array.from(data.outcome).filter((_, i) => data.treatment[i] === arm);
    return own.reduce((sum, each) => sum + each, 0) / own.length;
  };
  assert.ok(meanOf(2) - meanOf(0) > 0.23, "the arms' means are confounded");
});

test("T on ridge is one ridge regression an arm", () => {
  const data = trial(500, "t", "real");
  const found = predictUplift(fitUplift(data, { learner: "T", base: linear }, { outcome: "real" }), later);
  const arms = [0, 1, 2].map((arm) => {
    const rows = Array.from({ length: 500 }, (_, i) => i).filter((i) => data.treatment[i] === arm);
    const y = rows.map((i) => data.outcome[i]!);
    return predictRidge(fitRidge(selectRows(data.x, rows), y, { l2: 1 }), later);
  });
  for (let i = 0; i < 3; i++) {
    for (let a = 0; a < 3; a++) near(found.outcomes!.values[i * 3 + a]!, arms[a]![i]!, 1e-12);
    near(found.effects.values[i * 2 + 1]!, arms[2]![i]! - arms[0]![i]!, 1e-12);
  }
});

test("a two-part model multiplies chance and amount, and turns sales into margins by the costs given", () => {
  const random = seededRandom("two-part");
  const rows = 12_000;
  const x = matrixFromRows(Array.from({ length: rows }, () => [random.next(), random.next()]));
  const treatment = Int32Array.from({ length: rows }, () => random.int(2));
  const chance = (a: number, treated: number) => 0.1 + 0.2 * a + (treated ? 0.1 : 0);
  const sale = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b] = rowOf(x, i) as unknown as [number, number];
    if (random.next() >= chance(a, treatment[i]!)) return 0;
    return 20 * Math.exp(b) * (0.5 + random.next());
  });
  const data = { x, treatment, outcome: sale };
  const economics = { rate: [0.4, 0.3], contact: [0, 0.1] };
  for (const purchase of [{ learner: "T", base: linear }, { learner: "pooled" }] as const) {
    const learner: Learner = { learner: "two-part", purchase };
    const plain = predictUplift(fitUplift(data, learner, { outcome: "real" }), later).outcomes!;
    const margins = predictUplift(fitUplift(data, learner, { outcome: "real", economics }), later);
    for (let i = 0; i < 3; i++) {
      const [a, b] = rowOf(later, i) as unknown as [number, number];
      const expected = [0, 1].map((arm) => chance(a, arm) * 20 * Math.exp(b));
      for (const arm of [0, 1]) near(plain.values[i * 2 + arm]! / expected[arm]!, 1, 0.2);
      near(margins.outcomes!.values[i * 2]!, 0.4 * plain.values[i * 2]!, 1e-9);
      near(margins.outcomes!.values[i * 2 + 1]!, 0.3 * plain.values[i * 2 + 1]! - 0.1, 1e-9);
      near(margins.effects.values[i]!, margins.outcomes!.values[i * 2 + 1]! - margins.outcomes!.values[i * 2]!, 1e-9);
    }
  }
});

test("with economics the other learners see margins", () => {
  const data = trial(800, "economics", "real");
  const economics = { rate: [0.5, 0.4, 0.3], contact: [0, 0.1, 0.2] };
  const margins = data.outcome as Float64Array;
  const outcome = margins.map((sale, i) => {
    const arm = data.treatment[i]!;
    return sale * economics.rate[arm]! - economics.contact[arm]!;
  });
  const learner: Learner = { learner: "T", base: linear };
  const composed = predictUplift(fitUplift(data, learner, { outcome: "real", economics }), later);
  assert.deepEqual(composed, predictUplift(fitUplift({ ...data, outcome }, learner, { outcome: "real" }), later));
});

test("every model goes through JSON and predicts to the last bit the same", () => {
  const binary = trial(600, "json", "binary");
  for (const learner of [...ofBoth, { learner: "pooled" } as const]) same(binary, learner, { outcome: "binary" });
  const real = trial(600, "json", "real");
  const amounts = { ...real, outcome: Float64Array.from(real.outcome, (each) => Math.max(0, each - 0.4)) };
  same(amounts, { learner: "two-part", purchase: { learner: "S", base: boosted } }, { outcome: "real" });
  same(amounts, { learner: "two-part", purchase: { learner: "ddr", base: linear } }, { outcome: "real" });
});

test("an arm in which nobody responded is fitted as a small chance", () => {
  const data = trial(300, "silent", "binary");
  const outcome = Float64Array.from(data.outcome, (each, i) => (data.treatment[i] === 1 ? 0 : each));
  const learner: Learner = { learner: "T", base: linear };
  const { outcomes } = predictUplift(fitUplift({ ...data, outcome }, learner, { outcome: "binary" }), later);
  assert.ok(outcomes!.values[1]! > 0 && outcomes!.values[1]! < 0.01);
});

test("bad input is refused by name", () => {
  const data = trial(90, "bad", "binary");
  const fit = (changed: Partial<TreatmentData>, learner: Learner = { learner: "T", base: linear }) =>
    fitUplift({ ...data, ...changed }, learner, { outcome: "binary" });
  refuses("data.x", () => fit({ x: { ...data.x, values: data.x.values.map(() => Number.NaN) } }));
  refuses("data.x", () => fit({ x: { rows: 0, columns: 2, values: new Float64Array(0) } }));
  refuses("data.outcome", () => fit({ outcome: [1] }));
  refuses("data.outcome", () => fit({ outcome: new Float64Array(90) }));
  refuses("data.outcome", () => fit({ outcome: new Float64Array(90).fill(0.5) }));
  refuses("data.outcome", () => fit({ outcome: new Float64Array(90).fill(Number.NaN) }));
  refuses("data.treatment", () => fit({ treatment: new Int32Array(90) }));
  refuses("data.treatment", () => fit({ treatment: new Int32Array(90).fill(1) }));
  refuses("data.treatment", () => fit({ treatment: Int32Array.from({ length: 90 }, (_, i) => (i % 2) * 2) }));
  refuses("data.treatment", () => fit({ treatment: new Float64Array(90).fill(0.5) }));
  refuses("data.treatment", () => fit({ treatment: [0, 1] }));
  const sure = { rows: 90, columns: 3, values: new Float64Array(270).map((_, k) => Number(k % 3 === 0)) };
  refuses("data.propensity", () => fit({ propensity: sure }));
  refuses("data.propensity", () => fit({ propensity: { ...sure, values: sure.values.fill(0.4) } }));
  refuses("data.propensity", () =>
    fit({ propensity: { rows: 90, columns: 2, values: new Float64Array(180).fill(0.5) } }),
  );
  const few = { treatment: Int32Array.from({ length: 90 }, (_, i) => (i < 3 ? 1 : i < 30 ? 2 : 0)) };
  refuses("data.treatment", () => fit(few, { learner: "DR", base: linear, final: linear }));
  const two: Learner = { learner: "two-part", purchase: { learner: "pooled" } };
  refuses("options.outcome", () => fitUplift(data, two, { outcome: "binary" }));
  refuses("data.outcome", () =>
    fitUplift({ ...data, outcome: new Float64Array(90).fill(-1) }, two, { outcome: "real" }),
  );
  refuses("data.outcome", () => fitUplift({ ...data, outcome: new Float64Array(90) }, two, { outcome: "real" }));
  refuses("learner", () => fitUplift(data, { learner: "pooled" }, { outcome: "real" }));
  const economics = { rate: [1, 1], contact: [0, 0] };
  refuses("economics.rate", () => fitUplift(data, two, { outcome: "real", economics }));
  refuses("x", () => predictUplift(fit({}), matrixFromRows([[1]])));
  refuses("x", () => predictUplift(fit({}), { rows: 1, columns: 2, values: new Float64Array(2).fill(Number.NaN) }));
});

function same(data: TreatmentData, learner: Learner, options: UpliftOptions): void {
  const model = fitUplift(data, learner, options);
  const loaded: UpliftModel = JSON.parse(JSON.stringify(model));
  assert.deepEqual(predictUplift(loaded, later), predictUplift(model, later), nameOf(learner));
}

function meanError({ values }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < later.rows; i++) {
    const [a] = rowOf(later, i);
    for (const t of [1, 2]) sum += Math.abs(values[i * 2 + t - 1]! - effectOf(t, a!));
  }
  return sum / 6;
}

function near(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not within ${tolerance} of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
