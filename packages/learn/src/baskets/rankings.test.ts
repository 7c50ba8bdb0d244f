import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { basketLog } from "./basket-log.ts";
import { decayedFrequency } from "./decayed-frequency.ts";
import { positionsOfHighest } from "./neighbours.ts";
import { tifuKnn } from "./tifu-knn.ts";
import { globalTopFrequency, personalTopFrequency } from "./top-frequency.ts";
import { upCf } from "./up-cf.ts";
import { userKnn } from "./user-knn.ts";

const histories = [
  [
    [0, 1],
    [0, 2],
    [0, 1, 3],
  ],
  [
    [1, 2],
    [1, 4],
  ],
  [[0, 5], [5, 6], [0, 5, 6], [5]],
  [[2, 3], [2], [3, 7], [2, 3]],
  [[0, 1, 2]],
  [[6, 7], [6]],
  [[4], [4, 1], [4, 1], [4, 0], [4, 1]],
];
const log = basketLog(histories, 8);
const firstFive = (ranker: { rank(shopper: number, count: number): Int32Array }) =>
  histories.map((_, shopper) => [...ranker.rank(shopper, 5)]);

test("global top frequency gives everyone what stands in most baskets, ties by number", () => {
  assert.deepEqual([...globalTopFrequency(log).rank(3, 4)], [1, 0, 2, 4]);
});

test("personal top frequency breaks ties by popularity or by recency, and fills or stops", () => {
  assert.deepEqual([...personalTopFrequency(log).rank(0, 6)], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([...personalTopFrequency(log, { ties: "recency" }).rank(0, 6)], [0, 1, 3, 2, 4, 5]);
  assert.deepEqual([...personalTopFrequency(log, { fill: false }).rank(5, 6)], [6, 7]);
});

test("a recency tie never outweighs one more purchase, however long the history", () => {
  const long = Array.from({ length: 120 }, (_, basket) => (basket < 60 ? [0] : basket < 119 ? [1] : [2]));
  assert.deepEqual([...personalTopFrequency(basketLog([long], 3), { ties: "recency" }).rank(0, 3)], [0, 1, 2]);
});

test("decayed frequency with decay 1 is personal top frequency; a small decay follows the last basket", () => {
  assert.deepEqual(firstFive(decayedFrequency(log, 1)), firstFive(personalTopFrequency(log)));
  assert.deepEqual([...decayedFrequency(log, 0.1).rank(3, 3)], [3, 2, 7]);
  assert.throws(() => decayedFrequency(log, 0), LearnError);
});

// Golden rankings of the next three tests: the papers' definitions as dense NumPy sums over the same histories
// (numpy 2.4.6, python3: V = decayed group vectors, argsort of squared distances; W = recency shares, asymmetric cosine; R, set
// cosine), scores ordered by (-score, -popularity, item).
test("TIFU-KNN ranks as the dense definition does", () => {
  const options = { neighbours: 2, withinDecay: 0.9, groupDecay: 0.7, alpha: 0.7, groups: 3 };
  assert.deepEqual(firstFive(tifuKnn(log, options)), [
    [0, 1, 3, 2, 4],
    [1, 4, 2, 0, 3],
    [5, 6, 0, 1, 7],
    [2, 3, 1, 0, 4],
    [1, 0, 2, 4, 3],
    [6, 7, 5, 2, 3],
    [4, 1, 0, 2, 3],
  ]);
});

test("UP-CF ranks as the dense definition does", () => {
  assert.deepEqual(firstFive(upCf(log, { recency: 2, asymmetry: 0.25, locality: 3 })), [
    [0, 1, 2, 3, 4],
    [1, 4, 2, 0, 3],
    [5, 6, 0, 7, 1],
    [3, 2, 7, 0, 1],
    [1, 0, 2, 3, 4],
    [6, 7, 5, 0, 3],
    [4, 1, 0, 2, 3],
  ]);
});

test("decayed frequency with neighbours ranks as the dense definition does", () => {
  assert.deepEqual(firstFive(userKnn(log, { decay: 0.8, neighbours: 3, power: 0.5, blend: 2 })), [
    [1, 2, 0, 3, 4],
    [1, 4, 0, 2, 3],
    [5, 6, 0, 4, 1],
    [2, 3, 1, 0, 7],
    [1, 0, 4, 2, 3],
    [6, 5, 3, 2, 7],
    [1, 4, 0, 2, 3],
  ]);
});

test("a shopper without baskets gets what is popular from every method", () => {
  const withNewcomer = basketLog([...histories, []], 8);
  for (const ranker of [
    personalTopFrequency(withNewcomer),
    decayedFrequency(withNewcomer, 0.9),
    upCf(withNewcomer),
    userKnn(withNewcomer),
  ]) {
    assert.deepEqual([...ranker.rank(7, 3)], [1, 0, 2], ranker.name);
  }
});

test("options out of range are refused by name", () => {
  const refused = (argument: string, run: () => unknown) =>
    assert.throws(run, (error) => error instanceof LearnError && error.argument === argument);
  refused("options.neighbours", () => tifuKnn(log, { neighbours: 0 }));
  refused("options.alpha", () => tifuKnn(log, { alpha: 1.1 }));
  refused("options.groupDecay", () => tifuKnn(log, { groupDecay: 0 }));
  refused("options.recency", () => upCf(log, { recency: 0 }));
  refused("options.asymmetry", () => upCf(log, { asymmetry: -1 }));
  refused("options.locality", () => upCf(log, { locality: 0 }));
  refused("options.blend", () => userKnn(log, { blend: -1 }));
  refused("options.power", () => userKnn(log, { power: Number.NaN }));
});

test("property: the highest values are those that sorting gives, the first of equal ones", () => {
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: -3, max: 3, noNaN: true })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 70 }), (list, count) => {
      const expected = list
        .map((value, position) => ({ value, position }))
        .sort((a, b) => b.value - a.value || a.position - b.position)
        .slice(0, count)
        .map(({ position }) => position)
        .sort((a, b) => a - b);
      assert.deepEqual([...positionsOfHighest(Float64Array.from(list), count)], expected);
    }),
  );
});
