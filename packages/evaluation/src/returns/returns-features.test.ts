import assert from "node:assert/strict";
import { test } from "node:test";
import { averagePrecision } from "./average-precision.ts";
import { furtherColumns } from "./further-columns.ts";
import { orderFeatures } from "./order-features.ts";
import { fitPlattScale } from "./platt-scale.ts";
import { readLines } from "./read-lines.ts";
import { stepOf } from "./size-features.ts";

const roles = { target: "back", shopper: "who", item: "what", time: "when", ignore: [] };

test("an order is told by its number where a column has one shopper and one day for each value", () => {
  const table = {
    columns: ["no", "who", "what", "when", "back"],
    rows: [
      ["A1", "7.0", "x", "2012-04-01 10:00", "0"],
      ["A1", "7", "y", "2012-04-01 10:01", "1"],
      ["A2", "", "x", "2012-04-01 11:00", "0"],
      ["A2", "", "x", "2012-04-01 11:00", "yes"],
      ["A3", "", "z", "", "0"],
    ],
  };
  const lines = readLines(table, roles);
  assert.deepEqual(lines.order, ["a1", "a1", "a2", "a2"]);
  assert.equal(lines.shopper[0], lines.shopper[1]);
  assert.notEqual(lines.shopper[2], "");
  assert.deepEqual([...orderFeatures(lines)["same item in order"]!], [0, 0, 1, 1]);
  assert.deepEqual([...lines.row], [0, 1, 2, 3]);
});

test("columns are amounts, ages or names by what stands in them, and those that say nothing are left out", () => {
  const n = 40;
  const each = (of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i));
  const known = {
    time: Float64Array.from({ length: n }, (_, i) => 100 + i),
    item: each((i) => String(i % 5)),
    shopper: each((i) => String(i % 8)),
  };
  const { amounts, ages, names } = furtherColumns(
    [
      ["price", each((i) => `${i % 7},50`)],
      ["born", each((i) => `1.${1 + (i % 9)}.1970`)],
      ["brandId", each((i) => String(i % 3))],
      ["colour", each((i) => (i % 4 === 0 ? "" : `C${i % 3}`))],
      ["row", each((i) => String(i))],
      ["always", each(() => "1")],
      ["itemText", each((i) => `text of ${i % 5}`)],
    ],
    known,
  );
  assert.deepEqual(Object.keys(amounts), ["price"]);
  assert.deepEqual(Object.keys(ages), ["born"]);
  assert.deepEqual(Object.keys(names), ["brandId", "colour"]);
  assert.equal(ages.born![0], 100);
});

test("sizes have an order within their system", () => {
  const values = ["xxs", "xs", "s", "m", "l", "xl", "xxl", "3xl"].map((size) => stepOf(size)!);
  assert.deepEqual(
    values.map(({ value }) => value),
    [-3, -2, -1, 0, 1, 2, 3, 4],
  );
  assert.equal(stepOf("38")!.system, stepOf("40+")!.system);
  assert.notEqual(stepOf("38")!.system, stepOf("8")!.system);
  assert.equal(stepOf("unsized"), undefined);
});

test("average precision counts equal scores together, repeated rows as often as they are there", () => {
  assert.equal(averagePrecision([3, 2, 1], [1, 0, 1]), (1 + 2 / 3) / 2);
  assert.equal(averagePrecision([1, 1], [1, 0]), 0.5);
  assert.equal(averagePrecision([3, 2, 1], [1, 0, 1], [1, 2, 1]), averagePrecision([3, 2, 2, 1], [1, 0, 0, 1]));
});

test("the scale of scores is found again", () => {
  const scores = Array.from({ length: 4000 }, (_, i) => ((i * 37) % 400) / 100 - 2);
  const outcomes = scores.map((score, i) => Number(((i * 61) % 997) / 997 < 1 / (1 + Math.exp(-(0.5 * score - 1)))));
  const { slope, intercept } = fitPlattScale(scores, outcomes);
  assert.ok(Math.abs(slope - 0.5) < 0.1 && Math.abs(intercept + 1) < 0.1, `${slope}, ${intercept}`);
});
