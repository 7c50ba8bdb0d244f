import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { type Matrix, matrixFromRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitKernelRidge, predictKernelRidge } from "./index.ts";

function wave(rows: number, seed: string, columns = 4): { x: Matrix; y: number[] } {
  const random = seededRandom(seed);
  const points = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 6 * random.next()));
  return {
    x: matrixFromRows(points),
    y: points.map(([a, b]) => Math.sin(a!) + 0.3 * b! + 0.1 * (random.next() - 0.5)),
  };
}

const rmse = (found: ArrayLike<number>, y: readonly number[]) =>
  Math.sqrt(y.reduce((sum, each, i) => sum + (each - found[i]!) ** 2, 0) / y.length);

test("the fit solves the system of its definition", () => {
  const x = matrixFromRows([[0], [1], [3], [7]]);
  const model = fitKernelRidge(x, [1, 2, 0, 5], { l2: 0.1, width: 1, rounds: 0 });
  const found = predictKernelRidge(model, matrixFromRows([[2], [6]]));
  const { length } = model;
  const expected = byElimination([0, 1, 3, 7], [1, 2, 0, 5], length, 0.1, [2, 6]);
  for (const [k, value] of expected.entries()) assert.ok(Math.abs(found[k]! - value) < 1e-8);
});

test("it follows a wave that no line can, better for knowing which columns matter", () => {
  const train = wave(300, "train");
  const fresh = wave(200, "fresh");
  const learned = predictKernelRidge(fitKernelRidge(train.x, train.y), fresh.x);
  const equal = predictKernelRidge(fitKernelRidge(train.x, train.y, { rounds: 0 }), fresh.x);
  assert.ok(rmse(learned, fresh.y) < 0.8 * rmse(equal, fresh.y), `${rmse(learned, fresh.y)} ${rmse(equal, fresh.y)}`);
  assert.ok(rmse(learned, fresh.y) < 0.3);
});

test("neither units nor a constant column matter, and JSON changes nothing", () => {
  const { x, y } = wave(80, "units", 2);
  const model = fitKernelRidge(x, y);
  const other = matrixFromRows(
    Array.from({ length: x.rows }, (_, i) => [1000 * x.values[2 * i]! + 7, x.values[2 * i + 1]!, 3]),
  );
  const found = predictKernelRidge(model, x);
  const again = predictKernelRidge(fitKernelRidge(other, y), other);
  for (let i = 0; i < x.rows; i++) assert.ok(Math.abs(found[i]! - again[i]!) < 1e-6);
  assert.deepEqual(predictKernelRidge(JSON.parse(JSON.stringify(model)), x), found);
});

test("bad input is refused by name", () => {
  const x = matrixFromRows([[1], [2]]);
  refuses("x", () => fitKernelRidge({ rows: 0, columns: 1, values: new Float64Array(0) }, []));
  refuses("x", () =>
    fitKernelRidge({ rows: 9000, columns: 1, values: new Float64Array(9000) }, new Float64Array(9000)),
  );
  refuses("y", () => fitKernelRidge(x, [1]));
  refuses("y", () => fitKernelRidge(x, [1, Number.NaN]));
  refuses("options.l2", () => fitKernelRidge(x, [1, 2], { l2: 0 }));
  refuses("options.width", () => fitKernelRidge(x, [1, 2], { width: -1 }));
  refuses("options.rounds", () => fitKernelRidge(x, [1, 2], { rounds: 0.5 }));
  refuses("x", () => predictKernelRidge(fitKernelRidge(x, [1, 2]), matrixFromRows([[1, 2]])));
});

/** The same by Gaussian elimination, from the definition. */
function byElimination(x: number[], y: number[], length: number, l2: number, asked: number[]): number[] {
  const mean = x.reduce((sum, each) => sum + each, 0) / x.length;
  const scale = Math.sqrt(x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / x.length);
  const level = y.reduce((sum, each) => sum + each, 0) / y.length;
  const like = (a: number, b: number) => Math.exp(-Math.abs(a - b) / scale / length);
  const rows = x.map((a, i) => [...x.map((b, j) => like(a, b) + (i === j ? l2 : 0)), y[i]! - level]);
  for (const [k, pivot] of rows.entries()) {
    for (const [i, row] of rows.entries()) {
      if (i === k) continue;
      const ratio = row[k]! / pivot[k]!;
      for (let j = 0; j < row.length; j++) row[j]! -= ratio * pivot[j]!;
    }
  }
  const weights = rows.map((row, k) => row.at(-1)! / row[k]!);
  return asked.map((a) => x.reduce((sum, b, j) => sum + weights[j]! * like(a, b), level));
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
