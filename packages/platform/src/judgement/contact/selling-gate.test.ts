import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sellingAllowed as allowed, type OrderOnItsWay } from "./selling-gate.ts";

const day = 86_400_000;
const now = new Date("2026-03-02T09:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * day);

const sellingAllowed = (orders: readonly OrderOnItsWay[], at: Date) => allowed({ orders, openIncident: false }, at);

const parcel = fc.record({ deliveredAt: fc.option(fc.integer({ min: -20, max: 20 }).map(ago), { nil: undefined }) });
const order = fc.record({
  placedAt: fc.integer({ min: 0, max: 60 }).map(ago),
  inStore: fc.boolean(),
  parcels: fc.array(parcel, { maxLength: 3 }),
});

test("while anything of any order has not arrived, nothing is sold", () => {
  fc.assert(
    fc.property(fc.array(order), order, (orders, one) => {
      const undelivered = { ...one, inStore: false, parcels: [...one.parcels, { deliveredAt: undefined }] };
      assert.equal(sellingAllowed([...orders, undelivered], now).allowed, false);
    }),
    { numRuns: 1_000 },
  );
});

test("once every parcel is there, and for what was carried home, it may be sold again", () => {
  fc.assert(
    fc.property(fc.array(order), (orders) => {
      const arrived = orders.map((one) => ({
        ...one,
        parcels: one.inStore ? [] : [...one.parcels.map(() => ({ deliveredAt: ago(1) })), { deliveredAt: ago(0) }],
      }));
      assert.deepEqual(sellingAllowed(arrived, now), { allowed: true });
    }),
  );
});

test("an order without any parcel counts as on its way for two weeks, and says until when", () => {
  const placed = { placedAt: ago(3), inStore: false, parcels: [] };
  assert.deepEqual(sellingAllowed([placed], now), {
    allowed: false,
    because: "goods-on-their-way",
    until: new Date(ago(3).getTime() + 14 * day),
  });
  assert.deepEqual(sellingAllowed([{ ...placed, placedAt: ago(14) }], now), { allowed: true });
});

test("who was promised a day waits until then, and a revised promise counts", () => {
  const placed = { placedAt: ago(3), inStore: false, parcels: [], promisedUntil: ago(-2) };
  assert.deepEqual(sellingAllowed([placed], now), { allowed: false, because: "goods-on-their-way", until: ago(-2) });
  assert.deepEqual(sellingAllowed([{ ...placed, promisedUntil: ago(0) }], now), { allowed: true });
});

test("while a delivery is in trouble nothing is sold, whatever has arrived", () => {
  fc.assert(
    fc.property(fc.array(order), (orders) => {
      const gate = allowed({ orders, openIncident: true }, now);
      assert.deepEqual(gate, { allowed: false, because: "open-incident" });
    }),
  );
});

test("the instant that is told is the first at which it is otherwise", () => {
  fc.assert(
    fc.property(fc.array(order), (orders) => {
      const gate = sellingAllowed(orders, now);
      if (gate.allowed || gate.until === undefined) return;
      assert.equal(sellingAllowed(orders, new Date(gate.until.getTime() - 1)).allowed, false);
      assert.equal(sellingAllowed(orders, gate.until).allowed, true);
    }),
  );
});
