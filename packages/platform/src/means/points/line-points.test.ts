import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sumOfParts, unitsInParts } from "../../foundation/money/testing.ts";
import { pointsOfLines, pointsOfUnits } from "./line-points.ts";
import type { Scheme } from "./scheme.schema.ts";
import { defaultScheme } from "./scheme.ts";

const scheme = (changes: Partial<Scheme> = {}): Scheme => ({ ...defaultScheme("EUR"), ...changes });
const paid = fc.array(fc.bigInt({ min: 0n, max: 10n ** 11n }), { minLength: 1, maxLength: 12 });
const anyScheme = fc
  .record({
    points: fc.integer({ min: 1, max: 1000 }),
    per: fc.bigInt({ min: 1n, max: 100_000n }),
    rounding: fc.constantFrom("down" as const, "nearest" as const, "up" as const),
  })
  .map(({ rounding, ...earn }) => scheme({ rounding, earn }));
const total = (points: readonly bigint[]) => points.reduce((sum, one) => sum + one, 0n);

test("the lines' points are those of the order's sum, rounded once, and no line's are negative", () => {
  fc.assert(
    fc.property(paid, fc.integer({ min: 100, max: 1000 }), anyScheme, (lines, rate, terms) => {
      const points = pointsOfLines(lines, rate, terms);
      assert.ok(points.every((one) => one >= 0n));
      assert.equal(total(points), pointsOfLines([total(lines)], rate, terms)[0]);
    }),
  );
});

test("lines that become known later earn what they would have earned at once", () => {
  fc.assert(
    fc.property(paid, paid, anyScheme, (first, later, terms) => {
      const atOnce = pointsOfLines([...first, ...later], 125, terms);
      assert.deepEqual(pointsOfLines(first, 125, terms), atOnce.slice(0, first.length));
    }),
  );
});

test("a hundred small lines earn what one large one earns", () => {
  assert.equal(
    total(
      pointsOfLines(
        Array.from({ length: 100 }, () => 99n),
        100,
        scheme(),
      ),
    ),
    99n,
  );
});

test("rounding is what the scheme says, once for each order", () => {
  const of = (rounding: Scheme["rounding"]) => pointsOfLines([1_050n], 100, scheme({ rounding }))[0];
  assert.deepEqual([of("down"), of("nearest"), of("up")], [10n, 11n, 11n]);
  assert.equal(pointsOfLines([1_049n], 100, scheme({ rounding: "nearest" }))[0], 10n);
});

test("a rate above the usual earns that share more, exactly", () => {
  assert.deepEqual(pointsOfLines([4_000n], 125, scheme()), [50n]);
  assert.deepEqual(pointsOfLines([4_000n], 250, scheme()), [100n]);
});

test("a line that cost less than nothing earns nothing and takes nothing from others", () => {
  assert.deepEqual(pointsOfLines([1_000n, -500n, 1_000n], 100, scheme()), [10n, 0n, 10n]);
});

test("units taken back in any parts take back the line's points", () => {
  fc.assert(
    fc.property(unitsInParts, fc.bigInt({ min: 0n, max: 10n ** 9n }), (parts, points) => {
      const back = sumOfParts(parts, ({ all, before, units }) => pointsOfUnits(points, all, before, units));
      assert.equal(back, points);
    }),
  );
});
