import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { cholesky, invertCholesky, solveCholesky } from "./cholesky.ts";
import { type Matrix, matrix, matrixFromRows, rowOf, selectRows } from "./matrix.ts";

test("rows go in and come out, and a selection is a copy", () => {
  const x = matrixFromRows([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  assert.deepEqual([...rowOf(x, 1)], [3, 4]);
  const chosen = selectRows(x, [2, 0, 2]);
  assert.deepEqual([...chosen.values], [5, 6, 1, 2, 5, 6]);
  chosen.values[0] = 9;
  assert.deepEqual([...rowOf(x, 2)], [5, 6]);
  assert.deepEqual(matrix(3, 2, x.values), x);
});

test("the shape cannot be assigned and a plain list is no matrix", () => {
  const x: Matrix = matrixFromRows([[1]]);
  // @ts-expect-error rows is read-only
  x.rows = 1;
  // @ts-expect-error values must be a Float64Array, a list would be slow and could hold anything
  const list: Matrix = { rows: 1, columns: 1, values: [1] };
  assert.equal(list.rows, x.rows);
});

test("bad input is refused by name", () => {
  refuses("rows", () => matrixFromRows([]));
  refuses("rows", () => matrixFromRows([[1], [1, 2]]));
  refuses("rows[1]", () => matrixFromRows([[1], [Number.NaN]]));
  refuses("values", () => matrix(2, 2, new Float64Array(3)));
  refuses("columns", () => matrix(1, -1, new Float64Array(0)));
  refuses("row", () => rowOf(matrixFromRows([[1]]), 1));
  refuses("row", () => selectRows(matrixFromRows([[1]]), [0, -1]));
});

test("a positive definite matrix is factored, solved and inverted; a singular one is recognised", () => {
  const a = Float64Array.from([4, 2, 0.6, 2, 5, 1, 0.6, 1, 3]);
  const factor = cholesky(a, 3)!;
  const solved = solveCholesky(factor, 3, Float64Array.from([1, 2, 3]));
  const inverse = invertCholesky(factor, 3);
  for (let i = 0; i < 3; i++) {
    let product = 0;
    for (let j = 0; j < 3; j++) product += a[i * 3 + j]! * solved[j]!;
    assert.ok(Math.abs(product - (i + 1)) < 1e-12);
    for (let k = 0; k < 3; k++) {
      let entry = 0;
      for (let j = 0; j < 3; j++) entry += a[i * 3 + j]! * inverse[j * 3 + k]!;
      assert.ok(Math.abs(entry - (i === k ? 1 : 0)) < 1e-12);
    }
  }
  assert.equal(cholesky(Float64Array.from([1, 1, 1, 1]), 2), undefined);
  assert.equal(cholesky(Float64Array.from([0]), 1), undefined);
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
