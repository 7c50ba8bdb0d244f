import assert from "node:assert/strict";
import { test } from "node:test";
import cdf from "@stdlib/stats-base-dists-normal-cdf";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { thompson } from "./thompson.ts";

test("two actions: the probability of the normal difference", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 0.001, max: 50, noNaN: true }),
      fc.double({ min: 0.001, max: 50, noNaN: true }),
      (mean, a, b) => {
        const [first] = thompson([mean, 0], [a, b]);
        assert.ok(Math.abs(first! - cdf(mean / Math.hypot(a, b), 0, 1)) < 1e-9);
      },
    ),
  );
});

test("several actions: adaptive quadrature's values", () => {
  // python3, scipy 1.17: quad(lambda x: norm.pdf(x, m[a], s[a]) * prod(norm.cdf(x, m[b], s[b]) for b != a), u, v, epsabs=1e-14),
  // summed over pieces between the points m ± {0, 1, 3, 6}·s, for each a
  const found = thompson([1, 1.2, 0.5, -3], [0.5, 0.01, 2, 10]);
  for (const [a, expected] of [
    0.16194571845618835, 0.27662816040608024, 0.24417370452192155, 0.3172524166158089,
  ].entries()) {
    assert.ok(Math.abs(found[a]! - expected) < 1e-10, `${a}: ${found[a]}`);
  }
});

test("propensities sum to 1, keep the floor and do not depend on the order of the actions", () => {
  const belief = fc.record({
    mean: fc.double({ min: -10, max: 10, noNaN: true }),
    deviation: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 20, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(belief, { minLength: 1, maxLength: 6 }), (beliefs) => {
      const of = (list: typeof beliefs) =>
        thompson(
          list.map(({ mean }) => mean),
          list.map(({ deviation }) => deviation),
          { floor: 0.01 },
        );
      const found = of(beliefs);
      assert.ok(Math.abs(found.reduce((sum, p) => sum + p, 0) - 1) < 1e-9);
      assert.ok(found.every((p) => p >= 0.01 - 1e-12));
      const reversed = of(beliefs.toReversed()).toReversed();
      assert.ok(found.every((p, a) => Math.abs(p - reversed[a]!) < 1e-9));
    }),
    { numRuns: 50 },
  );
});

test("certain beliefs: the best takes all, equals share, and an uncertain one keeps its chance", () => {
  assert.deepEqual([...thompson([1, 3, 3, 2], [0, 0, 0, 0])], [0, 0.5, 0.5, 0]);
  const [certain, open] = thompson([1, 0], [0, 1]);
  assert.ok(Math.abs(certain! - cdf(1, 0, 1)) < 1e-10);
  assert.ok(Math.abs(open! - cdf(-1, 0, 1)) < 1e-10);
});

test("bad input is refused by name", () => {
  refuses("means", () => thompson([], []));
  refuses("means", () => thompson([Number.NaN], [1]));
  refuses("deviations", () => thompson([1, 2], [1]));
  refuses("deviations", () => thompson([1], [-1]));
  refuses("options.floor", () => thompson([1, 2], [1, 1], { floor: 0.6 }));
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
