import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type RequestedLine, worthOfMissing } from "./missing-goods.ts";

const units = fc
  .record({
    quantity: fc.integer({ min: 1, max: 4 }),
    came: fc.nat({ max: 4 }),
    restockingPercent: fc.constantFrom(0, 7, 15),
  })
  .map(({ quantity, came, restockingPercent }) => ({
    ...{ quantity, restockingPercent },
    missing: quantity - Math.min(came, quantity),
  }));
const line = fc
  .record({
    paid: fc.bigInt({ min: 0n, max: 100_000n }),
    before: fc.nat({ max: 3 }),
    units: fc.array(units, { minLength: 1, maxLength: 3 }),
    kept: fc.nat({ max: 3 }),
  })
  .map(({ paid, before, units: own, kept }): RequestedLine => {
    const bought = before + kept + own.reduce((sum, { quantity }) => sum + quantity, 0);
    return { paid, before, bought, units: own };
  });
const having = (lines: readonly RequestedLine[], missing: (of: RequestedLine["units"][number]) => number) =>
  worthOfMissing(lines.map((each) => ({ ...each, units: each.units.map((of) => ({ ...of, missing: missing(of) })) })));

test("what is missing is worth no less than nothing and no more than all of it, and less with every unit that comes", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 3 }), (lines) => {
      const all = having(lines, ({ quantity }) => quantity);
      const now = worthOfMissing(lines);
      const fewer = having(lines, ({ missing }) => Math.max(0, missing - 1));
      assert.equal(
        having(lines, () => 0),
        0n,
      );
      assert.ok(0n <= fewer && fewer <= now && now <= all);
    }),
  );
});

test("of one unit in three for 10.00 what is missing and what came are 10.00 together, to the cent", () => {
  const of = (missing: number, restockingPercent = 0): RequestedLine[] => [
    { paid: 1_000n, bought: 3, before: 0, units: [{ quantity: 3, missing, restockingPercent }] },
  ];
  assert.deepEqual(
    [0, 1, 2, 3].map((missing) => worthOfMissing(of(missing))),
    [0n, 334n, 667n, 1_000n],
  );
  assert.deepEqual(
    [1, 2, 3].map((missing) => worthOfMissing(of(missing, 10))),
    [300n, 600n, 900n],
  );
});
