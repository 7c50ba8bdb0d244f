import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { basketLines } from "./basket-lines.ts";
import { basketLog } from "./basket-log.ts";
import { logBefore, logWithoutLast } from "./earlier-log.ts";
import { basketLogFromLines } from "./log-from-lines.ts";

const refused = (argument: string, run: () => unknown) =>
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument);

test("an item named twice in a basket counts once", () => {
  const log = basketLog([[[2, 1, 2]], [], [[0], [1]]], 3);
  assert.deepEqual([...log.lines], [2, 1, 0, 1]);
  assert.deepEqual([...log.basketStarts], [0, 1, 1, 3]);
  assert.deepEqual([...log.lineStarts], [0, 2, 3, 4]);
});

test("what cannot be a history is refused by name", () => {
  refused("histories", () => basketLog([], 3));
  refused("histories", () => basketLog([[[]]], 3));
  refused("histories", () => basketLog([[[3]]], 3));
  refused("histories", () => basketLog([[[0.5]]], 3));
  refused("items", () => basketLog([[[0]]], 0));
  refused("days", () => basketLog([[[0], [1]]], 3, [[2, 1]]));
  refused("days", () => basketLog([[[0], [1]]], 3, [[1]]));
  refused("days", () => basketLog([[[0]]], 3, [[Number.NaN]]));
  refused("items", () => basketLogFromLines(["a"], [], [1]));
  refused("shoppers", () => basketLogFromLines([""], ["x"], [1]));
  refused("days", () => basketLogFromLines(["a"], ["x"], [Number.POSITIVE_INFINITY]));
});

test("lines of one shopper and day are one basket, and an item only sold later has a number", () => {
  const { log, shopperNames, itemNames } = basketLogFromLines(
    ["b", "a", "b", "b"],
    ["x", "y", "z", "x"],
    [3.2, 1, 3.9, 1],
    ["w"],
  );
  assert.deepEqual(shopperNames, ["a", "b"]);
  assert.deepEqual(itemNames, ["w", "x", "y", "z"]);
  assert.deepEqual([...log.days!], [1, 1, 3]);
  assert.deepEqual([...basketLines(log, 2)], [1, 3]);
});

const lines = fc.array(
  fc.record({
    shopper: fc.constantFrom("a", "b", "c"),
    item: fc.constantFrom("x", "y", "z"),
    day: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 40 },
);

test("property: the order of the lines does not matter", () => {
  fc.assert(
    fc.property(lines, fc.array(fc.nat()), (rows, keys) => {
      const build = (list: typeof rows) =>
        basketLogFromLines(
          list.map(({ shopper }) => shopper),
          list.map(({ item }) => item),
          list.map(({ day }) => day),
        );
      const shuffled = rows
        .map((row, k) => ({ row, key: keys[k % (keys.length || 1)] ?? 0 }))
        .sort((a, b) => a.key - b.key);
      assert.deepEqual(build(shuffled.map(({ row }) => row)), build(rows));
    }),
  );
});

test("property: an earlier log holds exactly what was before the day, and names the basket that came next", () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 10 }), (rows, day) => {
      const { log } = basketLogFromLines(
        rows.map(({ shopper }) => shopper),
        rows.map(({ item }) => item),
        rows.map((row) => row.day),
      );
      const earlier = logBefore(log, day);
      assert.deepEqual(
        [...earlier.log.days!],
        [...log.days!].filter((each) => each < day),
      );
      for (const [shopper, next] of earlier.next.entries()) {
        const [first, end] = [log.basketStarts[shopper]!, log.basketStarts[shopper + 1]!];
        const before = [...log.days!.subarray(first, end)].filter((each) => each < day).length;
        assert.equal(next, before > 0 && first + before < end ? first + before : -1);
      }
    }),
  );
});

test("without its last basket a log keeps shoppers who have only one", () => {
  const { log, next } = logWithoutLast(basketLog([[[0], [1]], [[2]], []], 3));
  assert.deepEqual([...next], [1, -1, -1]);
  assert.deepEqual([...log.lines], [0, 2]);
  assert.deepEqual([...log.basketStarts], [0, 1, 2, 2]);
});
