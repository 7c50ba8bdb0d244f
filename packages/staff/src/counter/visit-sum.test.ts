import assert from "node:assert/strict";
import { test } from "node:test";
import { visitSum } from "./visit-sum.ts";

const picked = (currency: string, quantity: number) => ({
  order: { currency, lines: [{ line: 1, quantity: 3, returnedQuantity: 0, paid: 1_000 }] },
  selection: quantity === 0 ? new Map() : new Map([[1, { quantity, reason: undefined }]]),
});

test("what lies on the counter is added up by currency", () => {
  assert.deepEqual(visitSum([picked("EUR", 1), picked("EUR", 3), picked("CHF", 2)]), {
    units: 6,
    amounts: [
      { currency: "EUR", amount: 1_333 },
      { currency: "CHF", amount: 666 },
    ],
  });
  assert.deepEqual(visitSum([picked("EUR", 0)]), { units: 0, amounts: [] });
});
