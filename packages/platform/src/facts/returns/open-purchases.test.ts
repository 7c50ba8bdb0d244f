import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { OpenPurchases, type PurchaseLine, type ReturnedGoods } from "./index.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n));

const purchase = fc.record({
  shopperId: fc.constantFrom("anna", "bram"),
  sku: fc.constantFrom("mug", "lamp"),
  placedAt: fc.nat(20).map(day),
  quantity: fc.integer({ min: 1, max: 6 }),
  paid: fc.bigInt(0n, 10_000n),
});
const purchases = fc
  .array(purchase, { maxLength: 12 })
  .map((list) =>
    list.map(
      (one, index): PurchaseLine => ({ ...one, orderId: `order ${index}`, line: 1, currency: "EUR", returned: 0 }),
    ),
  );
const goods = fc.record({
  shopperId: fc.constantFrom("anna", "bram"),
  sku: fc.constantFrom("mug", "lamp"),
  at: fc.nat(25).map(day),
  quantity: fc.integer({ min: 1, max: 8 }),
  currency: fc.constant("EUR"),
});
const inTime = (list: readonly ReturnedGoods[]) => list.toSorted((a, b) => a.at.getTime() - b.at.getTime());
const matchedUnits = (lines: readonly PurchaseLine[], returns: readonly ReturnedGoods[]) => {
  const open = new OpenPurchases(lines);
  for (const one of inTime(returns)) open.take(one);
  return open.taken().reduce((sum, { quantity }) => sum + quantity, 0);
};

test("quantities are conserved, no more comes back than was bought, and nothing before it was bought", () => {
  fc.assert(
    fc.property(purchases, fc.array(goods, { maxLength: 15 }), (lines, returns) => {
      const open = new OpenPurchases(lines);
      let matched = 0;
      for (const one of inTime(returns)) {
        const parts = open.take(one);
        assert.equal(
          parts.reduce((sum, part) => sum + part.quantity, 0),
          one.quantity,
        );
        for (const part of parts) {
          assert.ok(part.quantity > 0);
          if (!part.purchase) continue;
          matched += part.quantity;
          assert.equal(part.purchase.shopperId, one.shopperId);
          assert.equal(part.purchase.sku, one.sku);
          assert.ok(part.purchase.placedAt <= one.at);
        }
      }
      const taken = open.taken();
      assert.equal(
        taken.reduce((sum, { quantity }) => sum + quantity, 0),
        matched,
      );
      for (const { orderId, quantity } of taken)
        assert.ok(quantity <= (lines.find((line) => line.orderId === orderId)?.quantity ?? 0));
    }),
  );
});

test("how many units find their purchase does not depend on the order in which lines and returns arrive", () => {
  const shuffled = purchases.chain((lines) =>
    fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.array(goods, { maxLength: 15 }), ([lines, other], returns) => {
      assert.equal(matchedUnits(lines, returns), matchedUnits(other, returns.toReversed()));
    }),
  );
});

test("trap 7: all units of a line, handed back in any portions, are worth exactly what was paid", () => {
  fc.assert(
    fc.property(purchase, fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 8 }), (bought, portions) => {
      const line = { ...bought, orderId: "order", line: 1, currency: "EUR", returned: 0 };
      const open = new OpenPurchases([line]);
      const share = [...portions, line.quantity].reduce((sum, quantity) => {
        const parts = open.take({ ...line, at: line.placedAt, quantity });
        return sum + parts.reduce((paid, part) => paid + part.share, 0n);
      }, 0n);
      assert.equal(share, line.paid);
    }),
  );
});

test("the latest earlier purchase comes first; one at the same instant counts, one in another currency does not", () => {
  const line = { shopperId: "anna", sku: "mug", currency: "EUR", line: 1, quantity: 1, returned: 0, paid: 100n };
  const open = new OpenPurchases([
    { ...line, orderId: "old", placedAt: day(1) },
    { ...line, orderId: "dollars", placedAt: day(4), currency: "USD" },
    { ...line, orderId: "same day", placedAt: day(5) },
    { ...line, orderId: "later", placedAt: day(6) },
  ]);
  const parts = open.take({ shopperId: "anna", sku: "mug", currency: "EUR", at: day(5), quantity: 3 });
  assert.deepEqual(
    parts.map((part) => part.purchase?.orderId),
    ["same day", "old", undefined],
  );
});

test("a named order is searched alone, whoever brings it back and whenever", () => {
  const line = { shopperId: "anna", sku: "mug", currency: "EUR", line: 1, returned: 0, paid: 100n, placedAt: day(3) };
  const open = new OpenPurchases([
    { ...line, orderId: "gift", quantity: 2 },
    { ...line, orderId: "other", quantity: 5 },
  ]);
  const wanted = { shopperId: "bram", sku: "mug", currency: "EUR", at: day(2), quantity: 2, orderId: "gift" };
  assert.equal(open.available(wanted), 2);
  assert.deepEqual(
    open.take(wanted).map((part) => part.purchase?.orderId),
    ["gift"],
  );
  assert.equal(open.available(wanted), 0);
});
