import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sumOfParts, unitsInParts } from "../../foundation/money/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { type PurchasedLine, takeUnits } from "./take-units.ts";

const bought = (quantity: number, paid: bigint, returned_quantity = 0): PurchasedLine => ({
  ...{ line: 1, sku: "A", title: "Shirt", category: null, quantity, returned_quantity, paid },
});

test("returns in any number of parts give back what one return of everything gives back, to the cent", () => {
  fc.assert(
    fc.property(unitsInParts, fc.bigInt({ min: 0n, max: 10n ** 12n }), (parts, paid) => {
      const take = (all: number, before: number, quantity: number) =>
        takeUnits([bought(all, paid, before)], [{ line: 1, quantity }])[0]!.amount;
      assert.equal(
        sumOfParts(parts, ({ all, before, units }) => take(all, before, units)),
        paid,
      );
      const all = parts.reduce((sum, units) => sum + units, 0);
      assert.equal(take(all, 0, all), paid);
    }),
  );
});

test("a line that is named twice in one return is counted twice", () => {
  const taken = takeUnits(
    [bought(3, 100n)],
    [
      { line: 1, quantity: 1, reason: "too-small" },
      { line: 1, quantity: 2, reason: "damaged" },
    ],
  );
  assert.deepEqual(
    taken.map(({ quantity, amount, reason }) => [quantity, amount, reason]),
    [
      [1, 33n, "too-small"],
      [2, 67n, "damaged"],
    ],
  );
});

test("more than is left is refused with what was bought, what came back and what is left", () => {
  const wanted = [
    { line: 1, quantity: 2 },
    { line: 1, quantity: 1 },
  ];
  assert.throws(
    () => takeUnits([bought(3, 100n, 1)], wanted),
    (error: unknown) => {
      assert.ok(error instanceof Problem);
      assert.equal(error.status, 409);
      const counts = { line: 1, item: "Shirt", bought: 3, returned: 1, left: 2, wanted: 3 };
      assert.deepEqual(error.params, { field: "lines/1/quantity", ...counts });
      return true;
    },
  );
});

test("a line that the purchase does not have is not found", () => {
  assert.throws(
    () => takeUnits([bought(3, 100n)], [{ line: 2, quantity: 1 }]),
    (error: unknown) => error instanceof Problem && error.status === 404 && error.params["field"] === "lines/0/line",
  );
});
