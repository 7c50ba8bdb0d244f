import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allocate, paidForUnits, toDecimal, toMinor } from "./index.ts";

const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });

test("trap 5: parts sum to the whole, none is negative, and each is within a unit of its fair share", () => {
  fc.assert(
    fc.property(
      amounts,
      fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 30 }),
      (total, weights) => {
        const parts = allocate(total, weights);
        const sum = weights.reduce((a, b) => a + b, 0n);
        assert.equal(
          parts.reduce((a, b) => a + b, 0n),
          total,
        );
        parts.forEach((part, index) => {
          assert.ok(part >= 0n);
          if (sum > 0n) {
            const apart = part * sum - total * (weights[index] ?? 0n);
            assert.ok(apart > -sum && apart < sum);
          }
        });
      },
    ),
  );
});

test("trap 6: any sequence of partial returns gives back what one full return does, to the minor unit", () => {
  fc.assert(
    fc.property(amounts, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }), (paid, groups) => {
      const units = groups.reduce((a, b) => a + b, 0);
      let before = 0;
      let given = 0n;
      for (const quantity of groups) {
        given += paidForUnits(paid, units, before, quantity);
        before += quantity;
      }
      assert.equal(given, paid);
    }),
  );
});

test("decimal text becomes minor units exactly, rounded once and half away from zero", () => {
  assert.equal(toMinor("2.55", 6, 2), 1530n);
  assert.equal(toMinor("0.125", 8, 2), 100n);
  assert.equal(toMinor("0.005", 1, 2), 1n);
  assert.equal(toMinor("-0.005", 1, 2), -1n);
  assert.equal(toMinor("11062.06", -1, 2), -1_106_206n);
  assert.equal(toMinor("5800", 1, 0), 5800n);
  for (const bad of ["", ".", "1,5", "1e3", "NaN", "£2"]) assert.throws(() => toMinor(bad, 1, 2), RangeError);
});

test("minor units and decimal text are each other's inverse, for every number of digits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom(0, 2, 3), (amount, digits) => {
      assert.equal(toMinor(toDecimal(amount, digits), 1, digits), amount);
    }),
  );
});

test("bad weights are refused by name", () => {
  assert.throws(() => allocate(1n, []), /at least one weight/);
  assert.throws(() => allocate(1n, [-1n]), /zero or more/);
});
