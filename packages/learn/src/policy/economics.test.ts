import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { matrixFromRows } from "../matrix/index.ts";
import { bestActions } from "./best-actions.ts";
import { expectedMargin } from "./expected-margin.ts";

const terms = { marginRate: [0.4, 0.3], contactCost: [0, 0.5] };

test("an incentive is also paid to those who would have bought anyway", () => {
  const { value, cost } = expectedMargin(
    matrixFromRows([
      [0.1, 0.2],
      [0.5, 0.5],
    ]),
    [100, 40],
    terms,
  );
  assert.deepEqual([...value.values].map(round), [4, 5.5, 8, 5.5]);
  assert.deepEqual([...cost.values].map(round), [0, 2.5, 0, 2.5]);
  assert.deepEqual([...bestActions(value)], [1, 0]);
});

test("among equals the first action is taken, and one that is not allowed never", () => {
  assert.deepEqual(
    [...bestActions({ rows: 2, columns: 3, values: Float64Array.of(1, 1, 0, -Infinity, -5, -6) })],
    [0, 1],
  );
});

test("bad input is refused by name", () => {
  const p = matrixFromRows([[0.1, 0.2]]);
  refuses("probability", () => expectedMargin(matrixFromRows([[0.1, 1.2]]), [1], terms));
  refuses("basket", () => expectedMargin(p, [1, 2], terms));
  refuses("basket", () => expectedMargin(p, [-1], terms));
  refuses("terms.marginRate", () => expectedMargin(p, [1], { ...terms, marginRate: [1] }));
  refuses("terms.contactCost", () => expectedMargin(p, [1], { ...terms, contactCost: [1, Number.NaN] }));
  refuses("value", () => bestActions({ rows: 1, columns: 0, values: new Float64Array(0) }));
  refuses("value", () => bestActions({ rows: 1, columns: 1, values: Float64Array.of(Number.NaN) }));
  refuses("value", () => bestActions({ rows: 1, columns: 1, values: Float64Array.of(-Infinity) }));
});

function round(value: number): number {
  return Number(value.toFixed(9));
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
