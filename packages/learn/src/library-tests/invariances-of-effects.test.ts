import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  armLogOdds,
  auuc,
  causalForestEffects,
  cuped,
  effectScores,
  fitArmEffects,
  fitCausalForest,
  fitUplift,
  type Learner,
  type Matrix,
  matrix,
  matrixFromRows,
  type Nuisances,
  nameOf,
  predictUplift,
  qiniArea,
  qiniAuc,
  robustScores,
  rowOf,
  seededRandom,
  selectData,
  selectRows,
  type TreatmentData,
} from "../index.ts";

/** An experiment with two treatments and all that a learner needs, so that no fold stands between two fits. */
interface Trial {
  readonly data: TreatmentData;
  readonly nuisances: Nuisances;
}

/** Penalties and least leaf sizes follow the number of copies. */
type Copies = 1 | 2;

const linear = (copies: Copies) => ({ kind: "linear", l2: 3 * copies }) as const;
const boosted = (copies: Copies) =>
  ({
    kind: "boosted",
    options: { trees: 6, maxLeaves: 4, minLeaf: 3 * copies, l2: copies, categoryL2: 5 * copies },
  }) as const;

const learners: readonly ((copies: Copies) => Learner)[] = [
  () => ({ learner: "constant" }),
  (copies) => ({ learner: "S", base: linear(copies), interactions: true }),
  (copies) => ({ learner: "S", base: boosted(copies) }),
  (copies) => ({ learner: "T", base: linear(copies) }),
  (copies) => ({ learner: "T", base: boosted(copies) }),
  (copies) => ({ learner: "ddr", base: linear(copies) }),
  (copies) => ({ learner: "X", base: boosted(copies), final: linear(copies) }),
  (copies) => ({ learner: "R", base: linear(copies), final: linear(copies) }),
  (copies) => ({ learner: "R", base: linear(copies), final: boosted(copies) }),
  (copies) => ({ learner: "DR", base: linear(copies), final: linear(copies) }),
  (copies) => ({ learner: "DR", base: linear(copies), final: boosted(copies) }),
  (copies) => ({ learner: "class-transformation", base: linear(copies) }),
];
const asked = matrixFromRows([
  [0.1, 0.9],
  [0.5, 0.5],
  [0.9, 0.2],
]);
const seeds = fc.integer({ min: 1, max: 1e6 });
const runs = { numRuns: 10 };

for (const learner of learners) {
  const name = nameOf(learner(1));

  test(`${name}: the order of rows does not matter`, () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, binary) => {
        const trial = drawn(seed, binary);
        const order = seededRandom(`order ${seed}`).shuffle(everyRow(trial));
        alike(effects(learner(1), at(trial, order), binary), effects(learner(1), trial, binary));
      }),
      runs,
    );
  });

  test(`${name}: a constant column changes no effect`, () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, binary) => {
        const trial = drawn(seed, binary);
        const wider = { ...trial, data: { ...trial.data, x: withSeven(trial.data.x) } };
        alike(effects(learner(1), wider, binary, withSeven(asked)), effects(learner(1), trial, binary));
      }),
      runs,
    );
  });

  test(`${name}: every row twice, with twice the penalties, gives the same effects`, () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, binary) => {
        // X estimates a propensity that varies with a penalty of its own, which does not follow the copies.
        const trial = drawn(seed, binary, name.startsWith("X") ? "one propensity" : "propensities vary");
        const twice = at(trial, [...everyRow(trial), ...everyRow(trial)]);
        alike(effects(learner(2), twice, binary), effects(learner(1), trial, binary));
      }),
      runs,
    );
  });

  test(`${name}: exchanging the treatments exchanges their effects`, () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, binary) => {
        const trial = drawn(seed, binary);
        const { data, nuisances } = trial;
        const exchanged: Trial = {
          data: {
            ...data,
            treatment: Int32Array.from(data.treatment, (arm) => [0, 2, 1][arm]!),
            propensity: swapped(data.propensity!),
          },
          nuisances: { outcomes: swapped(nuisances.outcomes), propensity: swapped(nuisances.propensity) },
        };
        const found = effects(learner(1), exchanged, binary);
        alike(
          Float64Array.from(found, (_, k) => found[k % 2 === 0 ? k + 1 : k - 1]!),
          effects(learner(1), trial, binary),
        );
      }),
      runs,
    );
  });
}

test("pooled: the order of rows and a constant column change no effect", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const trial = drawn(seed, true);
      const plain = effects({ learner: "pooled" }, trial, true);
      const order = seededRandom(`order ${seed}`).shuffle(everyRow(trial));
      alike(effects({ learner: "pooled" }, at(trial, order), true), plain, 1e-5);
      const wider = { ...trial, data: { ...trial.data, x: withSeven(trial.data.x) } };
      alike(effects({ learner: "pooled" }, wider, true, withSeven(asked)), plain, 1e-5);
    }),
    runs,
  );
});

test("doubly robust scores move with their rows", () => {
  const trial = drawn(5, false);
  const order = seededRandom("scores").shuffle(everyRow(trial));
  const moved = at(trial, order);
  assert.deepEqual(
    robustScores(moved.data, moved.nuisances),
    selectRows(robustScores(trial.data, trial.nuisances), order),
  );
});

test("causal forest: a constant column changes nothing; another order of rows is another draw of trees", () => {
  const random = seededRandom("forest");
  const rows = Array.from({ length: 600 }, (_, i) => i);
  const x = matrix(600, 2, Float64Array.from({ length: 1200 }, random.next));
  const treated = rows.map(() => random.int(2));
  const y = rows.map((i) => rowOf(x, i)[0]! * treated[i]! + random.next());
  const halves = rows.map(() => 0.5);
  const options = { trees: 200, minLeaf: 20, propensity: halves, expected: halves };
  const plain = causalForestEffects(fitCausalForest(x, y, treated, options), asked);
  alike(causalForestEffects(fitCausalForest(withSeven(x), y, treated, options), withSeven(asked)), plain);
  const order = random.shuffle([...rows]);
  const moved = (list: readonly number[]) => order.map((i) => list[i]!);
  const again = fitCausalForest(selectRows(x, order), moved(y), moved(treated), options);
  alike(causalForestEffects(again, asked), plain, 0.1);
});

test("figures of an experiment: the order of rows, a shift of the scores and every row twice change nothing", () => {
  fc.assert(
    fc.property(seeds, fc.double({ min: -100, max: 100, noNaN: true }), (seed, shift) => {
      const { data } = drawn(seed, true);
      const experiment = {
        outcome: data.outcome,
        treated: Float64Array.from(data.treatment, (arm) => Number(arm > 0)),
      };
      const scores = Float64Array.from({ length: data.x.rows }, (_, i) => Math.round(8 * rowOf(data.x, i)[0]!));
      const rows = Array.from(scores, (_, i) => i);
      const order = seededRandom(`order ${seed}`).shuffle([...rows]);
      const changes = [order, [...rows, ...rows]].map((positions) => ({
        outcome: positions.map((i) => experiment.outcome[i]!),
        treated: positions.map((i) => experiment.treated[i]!),
        scores: positions.map((i) => scores[i]! + shift),
        x: selectRows(data.x, positions),
      }));
      for (const changed of changes) {
        for (const figure of [qiniAuc, auuc, qiniArea])
          near(figure(changed, changed.scores), figure(experiment, scores));
        near(cuped(changed, changed.x).effect, cuped(experiment, data.x).effect);
        near(mean(effectScores(changed)), mean(effectScores(experiment)));
      }
    }),
    { numRuns: 25 },
  );
});

function effects(learner: Learner, { data, nuisances }: Trial, binary: boolean, rows = asked): Float64Array {
  const model = fitUplift(data, learner, { outcome: binary ? "binary" : "real", nuisances });
  return predictUplift(model, rows).effects.values;
}

const beliefs = [
  { mean: 0, sd: 1 },
  { mean: 0.2, sd: 0.3 },
  { mean: 0.4, sd: 0.2 },
];

/** The log-odds of every action for each row asked about, by a model of a trial's rows; `copies` of each row, or as their weight. */
function armsOf({ data }: Trial, effects = beliefs, weight = 1, where = asked): Float64Array {
  const base = Float64Array.from({ length: data.x.rows }, (_, i) => rowOf(data.x, i)[1]! - 1);
  const weights = new Float64Array(data.x.rows).fill(weight);
  const { x, treatment, outcome } = data;
  const model = fitArmEffects({ x, base, arm: treatment, y: outcome, weights }, effects, x.columns);
  return Float64Array.from(
    Array.from({ length: where.rows }, (_, i) => armLogOdds(model, rowOf(where, i), -0.5)).flat(),
  );
}

test("arm effects: the order of rows does not matter, and a row twice is a row of weight 2", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const trial = drawn(seed, true);
      const order = seededRandom(`order ${seed}`).shuffle(everyRow(trial));
      alike(armsOf(at(trial, order)), armsOf(trial), 1e-5);
      alike(armsOf(at(trial, [...everyRow(trial), ...everyRow(trial)])), armsOf(trial, beliefs, 2), 1e-5);
    }),
    runs,
  );
});

test("arm effects: what a constant column holds does not matter, and it changes hardly anything", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const trial = drawn(seed, true);
      const wider = (value: number) =>
        armsOf(
          { ...trial, data: { ...trial.data, x: withConstant(trial.data.x, value) } },
          beliefs,
          1,
          withConstant(asked, value),
        );
      alike(wider(7), wider(-2));
      // It is one more column when variances are drawn together.
      alike(wider(7), armsOf(trial), 0.05);
    }),
    runs,
  );
});

test("arm effects: exchanging the actions with their beliefs exchanges what is said of them", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const trial = drawn(seed, true);
      const { data } = trial;
      const treatment = Int32Array.from(data.treatment, (arm) => [0, 2, 1][arm]!);
      const found = armsOf({ ...trial, data: { ...data, treatment } }, [beliefs[0]!, beliefs[2]!, beliefs[1]!]);
      alike(
        Float64Array.from(found, (_, k) => found[k - (k % 3) + [0, 2, 1][k % 3]!]!),
        armsOf(trial),
        1e-5,
      );
    }),
    runs,
  );
});

function drawn(
  seed: number,
  binary: boolean,
  kind: "one propensity" | "propensities vary" = "propensities vary",
): Trial {
  const rows = 90;
  const random = seededRandom(`trial ${seed}`);
  const x = matrix(rows, 2, Float64Array.from({ length: 2 * rows }, random.next));
  const treatment = Int32Array.from({ length: rows }, (_, i) => i % 3);
  const outcome = Float64Array.from({ length: rows }, (_, i) => {
    const mean = 0.3 + 0.2 * rowOf(x, i)[0]! * treatment[i]!;
    return binary ? Number(random.next() < mean) : mean + random.next() - 0.5;
  });
  const propensity = { rows, columns: 3, values: new Float64Array(3 * rows) };
  for (let i = 0; i < rows; i++) {
    const share = kind === "one propensity" ? 0.3 : 0.2 + 0.2 * rowOf(x, i)[1]!;
    propensity.values.set([1 - 2 * share, share, share], 3 * i);
  }
  const outcomes = {
    rows,
    columns: 3,
    values: Float64Array.from({ length: 3 * rows }, () => 0.3 + 0.4 * random.next()),
  };
  return { data: { x, treatment, outcome, propensity }, nuisances: { outcomes, propensity } };
}

function everyRow({ data }: Trial): number[] {
  return Array.from({ length: data.x.rows }, (_, i) => i);
}

function at({ data, nuisances }: Trial, positions: readonly number[]): Trial {
  const { outcomes, propensity } = nuisances;
  return {
    data: selectData(data, positions),
    nuisances: { outcomes: selectRows(outcomes, positions), propensity: selectRows(propensity, positions) },
  };
}

function withSeven(x: Matrix): Matrix {
  return withConstant(x, 7);
}

function withConstant(x: Matrix, value: number): Matrix {
  return matrixFromRows(Array.from({ length: x.rows }, (_, i) => [...rowOf(x, i), value]));
}

/** Columns 1 and 2 exchanged. */
function swapped(x: Matrix): Matrix {
  return matrixFromRows(Array.from({ length: x.rows }, (_, i) => [0, 2, 1].map((j) => rowOf(x, i)[j]!)));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function alike(found: Float64Array, expected: Float64Array, within = 1e-7): void {
  for (const [i, each] of found.entries()) near(each, expected[i]!, within);
}

function near(found: number, expected: number, within = 1e-9): void {
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);
}
