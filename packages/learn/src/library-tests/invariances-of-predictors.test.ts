import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type BoostingLoss,
  calibratedProbability,
  calibrateScores,
  chooseRidgeL2,
  fitBoosting,
  fitHierarchical,
  fitIsotonic,
  fitKernelRidge,
  fitLogistic,
  fitRandomEffects,
  fitRidge,
  linearRandomEffects,
  type Matrix,
  matrix,
  predictBoosting,
  predictHierarchical,
  predictIsotonic,
  predictKernelRidge,
  predictLogistic,
  predictRidge,
  rowOf,
  seededRandom,
  selectRows,
} from "../index.ts";

interface Rows {
  readonly x: Matrix;
  /** 0 or 1, both occur. */
  readonly y: Float64Array;
  /** How often each row counts, whole numbers. */
  readonly weights: Float64Array;
}

/** Fits on rows and predicts what is asked. */
interface Predictor {
  readonly name: string;
  readonly fit: (rows: Rows) => (asked: Matrix) => Float64Array;
  /** Largest difference that rounding may make. */
  readonly within: number;
  /** Does not know what a column is, or not what a weight is. */
  readonly without?: readonly ("columns" | "weights")[];
}

const losses: readonly BoostingLoss[] = ["squared", "logistic", "poisson", { quantile: 0.7 }];
const predictors: readonly Predictor[] = [
  ...losses.map((loss) => ({
    name: `boosting, ${JSON.stringify(loss)}`,
    fit: ({ x, y, weights }: Rows) => {
      const model = fitBoosting(x, y, { loss, trees: 8, maxLeaves: 4, minLeaf: 1, weights });
      return (asked: Matrix) => predictBoosting(model, asked);
    },
    within: 1e-9,
  })),
  {
    name: "ridge",
    fit: ({ x, y, weights }) => {
      const model = fitRidge(x, y, { l2: 2, weights });
      return (asked) => predictRidge(model, asked);
    },
    within: 1e-10,
  },
  {
    name: "ridge with its penalty chosen",
    fit: ({ x, y, weights }) => {
      const { l2 } = chooseRidgeL2(x, y, [0.1, 1, 10, 100], { weights });
      return (asked) => predictRidge(fitRidge(x, y, { l2, weights }), asked);
    },
    within: 1e-9,
  },
  {
    name: "logistic",
    fit: ({ x, y, weights }) => {
      const model = fitLogistic(x, y, { l2: 2, weights });
      return (asked) => Float64Array.from({ length: asked.rows }, (_, i) => predictLogistic(model, rowOf(asked, i)));
    },
    within: 1e-8,
  },
  {
    name: "hierarchical, one arm in three",
    fit: ({ x, y, weights }) => {
      const arm = Array.from(y, (_, i) => Math.round(3 * rowOf(x, i)[0]!) % 3);
      const model = fitHierarchical(x, arm, 3, y, { weights, steps: 0 });
      return (asked) => predictHierarchical(model, asked).values;
    },
    within: 1e-6,
  },
  {
    name: "isotonic on the first column",
    fit: ({ x, y, weights }) => {
      const model = fitIsotonic(firstOf(x), y, weights);
      return (asked) => firstOf(asked).map((score) => predictIsotonic(model, score));
    },
    within: 1e-10,
    without: ["columns"],
  },
  {
    name: "Platt's calibration of the first column",
    fit: ({ x, y, weights }) => {
      // Folds follow the rows' places, so that only the fit itself can be compared.
      const { model } = calibrateScores(firstOf(x), y, { methods: ["platt"], folds: 2, weights });
      return (asked) => firstOf(asked).map((score) => calibratedProbability(model, score));
    },
    within: 1e-6,
    without: ["columns", "weights"],
  },
  {
    name: "kernel ridge",
    fit: ({ x, y }) => {
      const model = fitKernelRidge(x, y);
      return (asked) => predictKernelRidge(model, asked);
    },
    within: 1e-6,
    without: ["weights"],
  },
  {
    name: "random effects of the rounded columns",
    fit: ({ x, y }) => {
      const level = (m: Matrix, j: number) => Array.from({ length: m.rows }, (_, i) => Math.round(4 * rowOf(m, i)[j]!));
      const model = fitRandomEffects([level(x, 0), level(x, 1)], y);
      return (asked) =>
        Float64Array.from({ length: asked.rows }, (_, i) => {
          return linearRandomEffects(model, [level(asked, 0)[i]!, level(asked, 1)[i]!]);
        });
    },
    within: 1e-9,
    without: ["columns", "weights"],
  },
];

const asked = matrix(4, 3, Float64Array.of(0.1, 0.9, 0.5, 0.5, 0.5, 0.25, 0.9, 0.1, 0.75, 0.3, 0.3, 0));
const seeds = fc.integer({ min: 1, max: 1e6 });

for (const { name, fit, within, without = [] } of predictors) {
  test(`${name}: the order of rows does not matter`, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = drawn(seed);
        const order = seededRandom(`order ${seed}`).shuffle(Array.from(rows.y, (_, i) => i));
        alike(fit(at(rows, order))(asked), fit(rows)(asked), within);
      }),
      { numRuns: 15 },
    );
  });

  if (!without.includes("columns"))
    test(`${name}: a constant column changes nothing`, () => {
      fc.assert(
        fc.property(seeds, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (seed, constant) => {
          const rows = drawn(seed);
          alike(
            fit({ ...rows, x: withColumn(rows.x, constant) })(withColumn(asked, constant)),
            fit(rows)(asked),
            within,
          );
        }),
        { numRuns: 15 },
      );
    });

  if (!without.includes("weights"))
    test(`${name}: a weight is that many copies of the row`, () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const rows = drawn(seed, true);
          const copies = Array.from(rows.weights).flatMap((weight, i) => new Array<number>(weight).fill(i));
          const repeated = at(rows, copies);
          alike(fit({ ...repeated, weights: repeated.y.map(() => 1) })(asked), fit(rows)(asked), within);
        }),
        // Two splits of boosted trees gain the same there, but for rounding.
        { numRuns: 15, examples: [[504_144]] },
      );
    });
}

/** Forty rows of three columns, the last with few values; weights of 1, or from 0 to 3. */
function drawn(seed: number, weighted = false): Rows {
  const random = seededRandom(`rows ${seed}`);
  const x = matrix(
    40,
    3,
    Float64Array.from({ length: 120 }, (_, k) => (k % 3 === 2 ? random.int(5) / 4 : random.next())),
  );
  // The first two rows keep both classes, and a weight, in every draw.
  const y = Float64Array.from({ length: 40 }, (_, i) => (i < 2 ? i : Number(random.next() < rowOf(x, i)[0]!)));
  return { x, y, weights: y.map((_, i) => (weighted ? (i < 2 ? 1 : random.int(4)) : 1)) };
}

function at({ x, y, weights }: Rows, positions: readonly number[]): Rows {
  return {
    x: selectRows(x, positions),
    y: Float64Array.from(positions, (i) => y[i]!),
    weights: Float64Array.from(positions, (i) => weights[i]!),
  };
}

function withColumn(x: Matrix, constant: number): Matrix {
  const width = x.columns + 1;
  const values = new Float64Array(x.rows * width).fill(constant);
  for (let i = 0; i < x.rows; i++) values.set(rowOf(x, i), i * width);
  return { rows: x.rows, columns: width, values };
}

function firstOf(x: Matrix): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, i) => rowOf(x, i)[0]!);
}

function alike(found: Float64Array, expected: Float64Array, within: number): void {
  for (const [i, each] of found.entries()) {
    assert.ok(Math.abs(each - expected[i]!) <= within, `row ${i}: ${each} is not ${expected[i]}`);
  }
}
