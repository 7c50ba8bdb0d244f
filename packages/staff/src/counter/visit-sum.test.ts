import assert from "node:assert/strict";
import { test } from "node:test";
import { previewSum, visitSum } from "./visit-sum.ts";

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

test("what will be given adds up in each currency, whoever pays it", () => {
  const orders = [
    { currency: "EUR", till: 300, house: 200 },
    { currency: "SEK", till: 0, house: 50 },
    { currency: "EUR", till: 0, house: 1 },
  ];
  assert.deepEqual(previewSum({ orders }), [
    { currency: "EUR", amount: 501 },
    { currency: "SEK", amount: 50 },
  ]);
});
