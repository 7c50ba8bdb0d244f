import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { rankingMetrics } from "./ranking-metrics.ts";

test("metrics by hand: two of three found, at places 1 and 3", () => {
  const found = rankingMetrics([5, 9, 7, 1], [7, 5, 8], new Set([5, 8]), 3);
  assert.equal(found.recall, 2 / 3);
  assert.equal(found.hit, 1);
  assert.equal(found.repeatRecall, 1 / 2);
  assert.equal(found.exploreRecall, 1);
  const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
  assert.ok(Math.abs(found.ndcg - 1.5 / ideal) < 1e-15);
});

test("only the first k count, and a kind that the basket has nothing of is left open", () => {
  const found = rankingMetrics([1, 2], [2], new Set([2]), 1);
  assert.deepEqual(found, { recall: 0, ndcg: 0, hit: 0, repeatRecall: 0, exploreRecall: undefined });
});

test("an empty basket and a k of 0 are refused", () => {
  assert.throws(() => rankingMetrics([1], [], new Set(), 10), LearnError);
  assert.throws(() => rankingMetrics([1], [1], new Set(), 0), LearnError);
});
