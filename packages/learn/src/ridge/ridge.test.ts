import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { matrixFromRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { chooseRidgeL2 } from "./choose-ridge-l2.ts";
import { fitRidge } from "./fit-ridge.ts";
import { loadRidge } from "./load-ridge.ts";
import { predictRidge } from "./predict-ridge.ts";

const rows = [
  [1, 40, 0.5],
  [6, 3, 2.5],
  [2, 90, 1],
  [9, 12, 4],
  [1, 70, -1],
  [4, 8, 0],
  [3, 30, 2],
  [1, 15, 1.5],
];
const x = matrixFromRows(rows);
const y = [1.2, 5.5, -0.3, 8.1, 0.4, 3.3, 2.9, 1.7];
const weights = [1, 2, 1, 0.5, 3, 1, 0, 2];

// python3, numpy 2.4, with X, y and w (ones, or the weights) as above:
//   m = (w[:,None]*X).sum(0)/w.sum(); s = np.sqrt((w[:,None]*(X-m)**2).sum(0)/w.sum()); Z = (X-m)/s; yb = (w*y).sum()/w.sum()
//   A = Z.T@(w[:,None]*Z); inv = np.linalg.inv(A + l2*np.eye(3)); b = inv@(Z.T@(w*(y-yb))); r = y-yb-Z@b
//   rss = (w*r*r).sum(); df = 1+np.trace(inv@A); gcv = w.sum()*rss/(w.sum()-df)**2
const golden = [
  {
    l2: 0,
    weighted: false,
    b: [1.852049032113911, -0.812230308793914, 0.23848542232715172],
    df: 4,
    rss: 1.1549290137569193,
    gcv: 0.5774645068784596,
  },
  {
    l2: 2.5,
    weighted: false,
    b: [1.2381834144736976, -0.7491353412396949, 0.5725871422542868],
    df: 2.9206783739295865,
    rss: 2.69503538248612,
    gcv: 0.8356858165114691,
  },
  {
    l2: 0,
    weighted: true,
    b: [1.6836654461016904, -0.8429648945728654, 0.04050537765908242],
    df: 4,
    rss: 1.3038407751504741,
    gcv: 0.3240314352444965,
  },
  {
    l2: 2.5,
    weighted: true,
    b: [1.2153913218806047, -0.716355502304316, 0.3831613055562145],
    df: 3.0434056327334136,
    rss: 2.62519364751269,
    gcv: 0.4957578581249213,
  },
];

test("coefficients, freedom, residuals and the cross-validation score are those of NumPy", () => {
  for (const { l2, weighted, b, df, rss, gcv } of golden) {
    const options = weighted ? { weights } : {};
    const model = fitRidge(x, y, { l2, ...options });
    for (const [j, expected] of b.entries()) near(model.coefficients[j]!, expected);
    near(model.training.degreesOfFreedom, df);
    near(model.training.residualSquares, rss);
    near(chooseRidgeL2(x, y, [l2], options).candidates[0]!.score, gcv);
  }
});

test("a constant column changes nothing, and the order of rows only the last bits", () => {
  const plain = predictRidge(fitRidge(x, y, { l2: 1 }), x);
  const wider = matrixFromRows(rows.map((row) => [...row, 7]));
  const model = fitRidge(wider, y, { l2: 1 });
  assert.equal(model.coefficients[3], 0);
  for (const [i, value] of predictRidge(model, wider).entries()) near(value, plain[i]!);
  const turned = fitRidge(matrixFromRows(rows.toReversed()), y.toReversed(), { l2: 1 });
  for (const [i, value] of predictRidge(turned, x).entries()) near(value, plain[i]!);
});

test("a weight of 2 is the row given twice, a weight of 0 is no row", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 }),
      fc.constantFrom(0.1, 3),
      (times, l2) => {
        fc.pre(times.some((each) => each > 0));
        const weighted = fitRidge(x, y, { l2, weights: times });
        const repeated = times.flatMap((count, i) => new Array<number>(count).fill(i));
        const again = fitRidge(
          matrixFromRows(repeated.map((i) => rows[i]!)),
          repeated.map((i) => y[i]!),
          { l2 },
        );
        for (const [i, value] of predictRidge(again, x).entries()) near(predictRidge(weighted, x)[i]!, value, 1e-8);
      },
    ),
    { numRuns: 60 },
  );
});

test("noise gets a strong penalty, a clear line a weak one, and of useless candidates none is taken", () => {
  const random = seededRandom("ridge");
  const many = matrixFromRows(Array.from({ length: 60 }, () => Array.from({ length: 20 }, () => random.next())));
  const noise = Array.from({ length: 60 }, () => random.next());
  const line = Array.from({ length: 60 }, (_, i) => 3 * many.values[20 * i]! - many.values[20 * i + 1]!);
  assert.equal(chooseRidgeL2(many, noise, [0.01, 1000]).l2, 1000);
  assert.equal(chooseRidgeL2(many, line, [0.01, 1000]).l2, 0.01);
  refuses("candidates", () =>
    chooseRidgeL2(
      matrixFromRows([
        [1, 2],
        [2, 1],
      ]),
      [1, 2],
      [0],
    ),
  );
});

test("a model that went through JSON predicts to the last bit the same, and damaged ones are refused", () => {
  const model = fitRidge(x, y, { l2: 1 });
  const stored = JSON.parse(JSON.stringify(model));
  assert.deepEqual(predictRidge(loadRidge(stored), x), predictRidge(model, x));
  refuses("stored", () => loadRidge(null));
  refuses("stored.kind", () => loadRidge({ ...stored, kind: "logistic" }));
  refuses("stored.means", () => loadRidge({ ...stored, means: [1] }));
  refuses("stored.scales", () => loadRidge({ ...stored, scales: [1, 0, 1] }));
  refuses("stored.intercept", () => loadRidge({ ...stored, intercept: null }));
});

test("bad input is refused by name", () => {
  refuses("x", () => fitRidge({ rows: 0, columns: 3, values: new Float64Array() }, [], { l2: 1 }));
  refuses("x", () => fitRidge({ ...x, values: x.values.map(() => Number.NaN) }, y, { l2: 1 }));
  refuses("y", () => fitRidge(x, y.slice(1), { l2: 1 }));
  refuses("y", () => fitRidge(x, y.with(0, Number.POSITIVE_INFINITY), { l2: 1 }));
  refuses("options.l2", () => fitRidge(x, y, { l2: -1 }));
  refuses("options.l2", () => fitRidge(matrixFromRows(rows.map(([a]) => [a!, 2 * a!])), y, { l2: 0 }));
  refuses("options.weights", () => fitRidge(x, y, { l2: 1, weights: weights.with(0, -1) }));
  refuses("x", () => predictRidge(fitRidge(x, y, { l2: 1 }), matrixFromRows([[1, 2]])));
});

test("a constant outcome gives that constant", () => {
  const model = fitRidge(
    x,
    y.map(() => 4),
    { l2: 0 },
  );
  for (const value of predictRidge(model, x)) near(value, 4);
});

function near(actual: number, expected: number, tolerance = 1e-10): void {
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
