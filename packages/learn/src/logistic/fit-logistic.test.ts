import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { type Matrix, matrixFromRows, selectRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitLogistic } from "./fit-logistic.ts";
import { loadLogistic } from "./load-logistic.ts";
import { linearLogistic, predictLogistic, standardErrorLogistic } from "./predict-logistic.ts";

const rows = [
  [0.5, 1, -2],
  [1.5, -1, 0.3],
  [2.2, 0.4, 1.1],
  [-0.7, 2, 0.9],
  [3.1, -0.6, -1.4],
  [0, 0.8, 0.2],
  [1.1, 1.7, -0.5],
  [-1.3, -0.9, 1.8],
  [2.7, 0.1, 0.6],
  [0.9, -1.5, -0.8],
  [-0.2, 0.3, 2.4],
  [1.8, 1.2, -1.1],
];
const labels = [0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0];
const weights = [1, 2, 1, 1, 0.5, 1, 1, 3, 1, 1, 1.5, 1];

/*
 * Golden values: Newton's method in 50-digit arithmetic, with nothing in common with the code under test (python3, mpmath 1.3):
 *
 *   import mpmath as mp; mp.mp.dps = 50
 *   m, s = weighted mean and population standard deviation of each column; Z = [1, (x - m) / s]
 *   repeat: g = sum w (q - y) z + l2 b ; H = sum w q (1 - q) z z' + l2 I   (neither penalty on the intercept)
 *           d = mp.lu_solve(H, g); b -= d   until mp.norm(d) < 1e-40
 *   z = [1, (1 - m) / s]; p = 1 / (1 + exp(-z b)); se = sqrt(z' H^-1 z)
 */
const goldens = [
  {
    l2: 1,
    weights: labels.map(() => 1),
    beta: [-0.4418238581926494, 1.3882939629862172, -0.046595147049686425, 0.28205710576752113],
    probability: 0.439497519225682,
    standardError: 0.9335182532750536,
  },
  {
    l2: 0.1,
    weights,
    beta: [-1.0929146568747048, 3.243316367113464, -0.04871933136438865, 0.955271230907326],
    probability: 0.558131876061144,
    standardError: 1.3253595140157077,
  },
];

for (const golden of goldens) {
  test(`coefficients, probability and standard error agree with 50-digit arithmetic, l2 ${golden.l2}`, () => {
    const model = fitLogistic(matrixFromRows(rows), labels, { l2: golden.l2, weights: golden.weights });
    const found = [model.intercept, ...model.coefficients];
    for (const [j, expected] of golden.beta.entries()) near(found[j]!, expected, 1e-9);
    near(predictLogistic(model, [1, 1, 1]), golden.probability, 1e-9);
    near(standardErrorLogistic(model, [1, 1, 1]), golden.standardError, 1e-9);
    assert.ok(model.training.gradient <= 1e-10);
  });
}

/** A data set of 40 rows in three columns with noisy labels, different for each seed. */
const dataSet = fc.integer({ min: 0, max: 1e6 }).map((seed) => {
  const random = seededRandom(seed);
  const values = Array.from({ length: 40 }, () => [random.next() * 5, random.int(3), 1000 * random.next() - 300]);
  const y = values.map(([a]) => (random.next() < 0.1 + 0.15 * a! ? 1 : 0));
  y[0] = 0;
  y[1] = 1;
  return {
    x: matrixFromRows(values),
    y,
    weights: values.map(() => 1 + random.int(3)),
    order: random.shuffle([...y.keys()]),
  };
});

test("the order of rows does not matter", () => {
  fc.assert(
    fc.property(dataSet, ({ x, y, weights, order }) => {
      const options = { l2: 0.5 };
      const model = fitLogistic(x, y, { ...options, weights });
      const shuffled = fitLogistic(
        selectRows(x, order),
        order.map((i) => y[i]!),
        { ...options, weights: order.map((i) => weights[i]!) },
      );
      samePredictions(model, shuffled, x);
    }),
    { numRuns: 40 },
  );
});

test("a weight is the same as that many copies of the row, and weight 0 as no row", () => {
  fc.assert(
    fc.property(dataSet, ({ x, y, weights }) => {
      const copies = weights.flatMap((weight, i) => (i < 2 ? [i] : new Array<number>(weight - 1).fill(i)));
      const counted = weights.map((weight, i) => (i < 2 ? 1 : weight - 1));
      const copied = fitLogistic(
        selectRows(x, copies),
        copies.map((i) => y[i]!),
        { l2: 2 },
      );
      const weighted = fitLogistic(x, y, { l2: 2, weights: counted });
      assert.equal(copied.training.weight, weighted.training.weight);
      samePredictions(copied, weighted, x);
    }),
    { numRuns: 40 },
  );
});

test("a constant column, a change of unit and a shift of origin change no prediction", () => {
  fc.assert(
    fc.property(dataSet, fc.double({ min: -3, max: 3, noNaN: true }), ({ x, y }, constant) => {
      const plain = fitLogistic(x, y, { l2: 1 });
      const changed = mapRows(x, ([a, b, c]) => [constant, a! * 1000 - 17, b!, c! / 7]);
      const model = fitLogistic(changed, y, { l2: 1 });
      assert.equal(model.coefficients[0], 0);
      for (let i = 0; i < x.rows; i++) {
        const [a, b, c] = x.values.subarray(i * 3, i * 3 + 3);
        // Also where the constant column later takes a value that training never saw.
        const later = [constant + 5, a! * 1000 - 17, b!, c! / 7];
        near(linearLogistic(model, later), linearLogistic(plain, [a!, b!, c!]), 1e-8);
        near(standardErrorLogistic(model, later), standardErrorLogistic(plain, [a!, b!, c!]), 1e-8);
      }
    }),
    { numRuns: 40 },
  );
});

test("with the labels exchanged every probability becomes its complement", () => {
  fc.assert(
    fc.property(dataSet, ({ x, y }) => {
      const model = fitLogistic(x, y, { l2: 1 });
      const opposite = fitLogistic(
        x,
        y.map((label) => 1 - label),
        { l2: 1 },
      );
      near(predictLogistic(model, [2, 1, 50]) + predictLogistic(opposite, [2, 1, 50]), 1, 1e-9);
    }),
    { numRuns: 20 },
  );
});

test("the mean prediction over the training rows is the base rate", () => {
  fc.assert(
    fc.property(dataSet, ({ x, y }) => {
      const model = fitLogistic(x, y, { l2: 3 });
      let sum = 0;
      for (let i = 0; i < x.rows; i++) sum += predictLogistic(model, x.values.subarray(i * 3, i * 3 + 3));
      near(sum / x.rows, model.training.baseRate, 1e-9);
    }),
    { numRuns: 20 },
  );
});

test("a model that went through JSON predicts to the last bit the same", () => {
  fc.assert(
    fc.property(dataSet, ({ x, y }) => {
      const model = fitLogistic(x, y, { l2: 0.1 });
      const loaded = loadLogistic(JSON.parse(JSON.stringify(model)));
      for (let i = 0; i < x.rows; i++) {
        const row = x.values.subarray(i * 3, i * 3 + 3);
        assert.equal(predictLogistic(loaded, row), predictLogistic(model, row));
        assert.equal(standardErrorLogistic(loaded, row), standardErrorLogistic(model, row));
      }
    }),
    { numRuns: 10 },
  );
});

test("repeated columns are shared out by the penalty, and refused without one", () => {
  const twice = matrixFromRows(rows.map(([a]) => [a!, a!]));
  const model = fitLogistic(twice, labels, { l2: 1 });
  near(model.coefficients[0]!, model.coefficients[1]!, 1e-9);
  refuses("options.l2", () => fitLogistic(twice, labels, { l2: 0 }));
});

test("labels that a column separates are fitted with a penalty and refused without one", () => {
  const x = matrixFromRows([[1], [2], [3], [4]]);
  assert.ok(predictLogistic(fitLogistic(x, [0, 0, 1, 1], { l2: 1 }), [4]) > 0.7);
  assert.throws(() => fitLogistic(x, [0, 0, 1, 1], { l2: 0 }), LearnError);
});

test("a matrix without columns gives the base rate", () => {
  const model = fitLogistic({ rows: 4, columns: 0, values: new Float64Array(0) }, [1, 0, 0, 0], { l2: 1 });
  near(predictLogistic(model, []), 0.25, 1e-12);
});

test("bad input is refused by the name of the argument", () => {
  const x = matrixFromRows(rows);
  const nan: Matrix = { ...x, values: x.values.map((value, i) => (i === 4 ? Number.NaN : value)) };
  refuses("x", () => fitLogistic(nan, labels, { l2: 1 }));
  refuses("x", () => fitLogistic({ rows: 0, columns: 3, values: new Float64Array(0) }, [], { l2: 1 }));
  refuses("x.values", () => fitLogistic({ ...x, rows: 11 }, labels, { l2: 1 }));
  refuses("y", () => fitLogistic(x, labels.slice(1), { l2: 1 }));
  refuses("y", () =>
    fitLogistic(
      x,
      labels.map(() => 1),
      { l2: 1 },
    ),
  );
  refuses("y", () =>
    fitLogistic(
      x,
      labels.map((label) => label / 2),
      { l2: 1 },
    ),
  );
  refuses("y", () => fitLogistic(x, labels, { l2: 1, weights: labels }));
  refuses("options.l2", () => fitLogistic(x, labels, { l2: -1 }));
  refuses("options.l2", () => fitLogistic(x, labels, { l2: Number.NaN }));
  refuses("options.weights", () => fitLogistic(x, labels, { l2: 1, weights: [1] }));
  refuses("options.weights", () => fitLogistic(x, labels, { l2: 1, weights: labels.map(() => 0) }));
  refuses("options.weights", () => fitLogistic(x, labels, { l2: 1, weights: labels.map(() => -1) }));
  refuses("options.maxIterations", () => fitLogistic(x, labels, { l2: 1, maxIterations: 1, tolerance: 1e-12 }));
  refuses("options.tolerance", () => fitLogistic(x, labels, { l2: 1, tolerance: 0 }));
});

function samePredictions(a: Parameters<typeof linearLogistic>[0], b: typeof a, x: Matrix): void {
  for (let i = 0; i < x.rows; i++) {
    const row = x.values.subarray(i * x.columns, (i + 1) * x.columns);
    near(linearLogistic(a, row), linearLogistic(b, row), 1e-9);
  }
}

function mapRows(x: Matrix, change: (row: number[]) => number[]): Matrix {
  return matrixFromRows(
    Array.from({ length: x.rows }, (_, i) => change([...x.values.subarray(i * x.columns, (i + 1) * x.columns)])),
  );
}

function near(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not within ${tolerance} of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
