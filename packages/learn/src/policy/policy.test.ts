import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { choose } from "./choose.ts";
import { softEpsilon } from "./soft-epsilon.ts";

const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 });
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const belowOne = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("propensities sum to 1, none is below its floor, and only the best action has more", () => {
  fc.assert(
    fc.property(values, unit, (each, epsilon) => {
      const propensities = softEpsilon(each, epsilon);
      const floor = epsilon / each.length;
      assert.ok(Math.abs(propensities.reduce((sum, p) => sum + p, 0) - 1) < 1e-12);
      assert.ok(propensities.every((p) => p >= floor));
      const best = each.indexOf(Math.max(...each));
      assert.ok(propensities.every((p, action) => (action === best ? p === floor + (1 - epsilon) : p === floor)));
    }),
  );
});

test("of equal values the earliest is best", () => {
  assert.deepEqual(softEpsilon([1, 3, 3], 0), [0, 1, 0]);
  assert.deepEqual(softEpsilon([2, 2], 0.5), [0.75, 0.25]);
});

test("a choice never falls on an impossible action", () => {
  fc.assert(
    fc.property(values, unit, belowOne, (each, epsilon, u) => {
      const propensities = softEpsilon(each, epsilon);
      assert.ok(propensities[choose(propensities, u)]! > 0);
    }),
  );
  assert.equal(choose([0, 1, 0], 0), 1);
  assert.equal(choose([0, 1, 0], 1 - 2 ** -53), 1);
});

test("over an even grid of numbers each action is chosen as often as its propensity says", () => {
  const propensities = softEpsilon([1, 5, 2, 4], 0.2);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 10_000; i++) counts[choose(propensities, (i + 0.5) / 10_000)]! += 1;
  assert.deepEqual(counts, [500, 8500, 500, 500]);
});

test("bad input is refused by name", () => {
  refuses("values", () => softEpsilon([], 0.1));
  refuses("values", () => softEpsilon([1, Number.NaN], 0.1));
  refuses("epsilon", () => softEpsilon([1], 1.1));
  refuses("epsilon", () => softEpsilon([1], Number.NaN));
  refuses("propensities", () => choose([], 0.5));
  refuses("propensities", () => choose([0.5, 0.4], 0.5));
  refuses("propensities", () => choose([1.5, -0.5], 0.5));
  refuses("u", () => choose([1], 1));
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
