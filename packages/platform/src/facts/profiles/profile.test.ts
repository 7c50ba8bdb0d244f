import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { emptyProfile, foldEvent, type ProfileState, profileAt } from "./index.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-01T12:00:00Z");

interface Line {
  quantity: number;
  paid: number;
  discount?: number;
  category?: string;
}

function order(days: number, lines: Line[], rest: { orderId?: string; channel?: string; currency?: string } = {}) {
  const placed = lines.map(({ quantity, paid, discount = 0, category }, index) => ({
    ...{ line: index + 1, sku: "A", quantity, listed: paid + discount, discount, tax: 0, paid },
    ...(category === undefined ? {} : { category }),
  }));
  const data = { orderId: `ord_${days}`, channel: "online", currency: "EUR", shipping: 0, lines: placed, ...rest };
  return { type: "order.placed", at: new Date(start + days * day), data };
}

function comeBack(days: number, lines: { quantity: number; category?: string; orderId?: string; reason?: string }[]) {
  const data = { channel: "store", currency: "EUR", lines: lines.map((line) => ({ sku: "A", amount: 500, ...line })) };
  return { type: "return.recorded", at: new Date(start + days * day), data };
}

const foldAll = (events: Parameters<typeof foldEvent>[1][]): ProfileState => events.reduce(foldEvent, emptyProfile);
const on = (days: number) => new Date(start + days * day);

test("a profile is derived at an instant from what the events add up to", () => {
  const state = foldAll([
    order(0, [{ quantity: 2, paid: 3000, discount: 1000, category: "shirts" }]),
    order(10, [{ quantity: 1, paid: 1001, category: "shoes" }], { channel: "app" }),
    order(10.1, [{ quantity: 1, paid: 1000 }]),
    comeBack(12, [{ quantity: 1, category: "shoes", orderId: "ord_10", reason: "too-small" }, { quantity: 1 }]),
  ]);
  const profile = profileAt(state, on(20));
  assert.equal(profile.orders, 3);
  assert.equal(profile.purchaseDays, 2, "two orders on one day are one purchase day");
  assert.equal(profile.spent, 5001n);
  assert.equal(profile.refunded, 1000n);
  assert.equal(profile.meanBasket, 1667n);
  assert.equal(profile.tenureDays, 20);
  assert.ok(Math.abs((profile.recencyDays ?? 0) - 9.9) < 1e-9);
  assert.equal(profile.daysSinceLastReturn, 8);
  assert.equal(profile.meanGapDays, 10);
  assert.equal(profile.returnRate, 0.5);
  assert.equal(profile.unmatchedUnits, 1);
  assert.deepEqual(profile.returnRateByCategory, [
    { category: "shirts", bought: 2, returned: 0, rate: 0 },
    { category: "shoes", bought: 1, returned: 1, rate: 1 },
  ]);
  assert.deepEqual(profile.channelMix, [
    { channel: "online", share: 2 / 3 },
    { channel: "app", share: 1 / 3 },
  ]);
  assert.equal(profile.discountShare, 1000 / 6001);
  assert.deepEqual(profile.reasons, [{ reason: "too-small", units: 1 }]);
  assert.equal(profile.openReturns, 1);
});

test("the same state answers for a later day: ages grow, sums stay, the recent fades", () => {
  const state = foldAll([order(0, [{ quantity: 1, paid: 100 }])]);
  const [early, late] = [profileAt(state, on(0)), profileAt(state, on(90))];
  assert.equal(early.recentOrders, 1);
  assert.equal(late.recentOrders, 0.5);
  assert.equal(late.recencyDays, 90);
  assert.equal(late.spent, early.spent);
  assert.equal(profileAt(state, on(-1)).recencyDays, 0, "a clock that lags does not make ages negative");
});

test("a shopper of whom nothing is known has no ratios and no ages", () => {
  assert.deepEqual(profileAt(emptyProfile, on(0)), {
    ...{ asOf: on(0), orders: 0, purchaseDays: 0, spent: 0n, refunded: 0n, recentOrders: 0 },
    ...{
      unitsBought: 0,
      unitsReturned: 0,
      unmatchedUnits: 0,
      returns: 0,
      openReturns: 0,
      followedReturns: 0,
      redemptions: 0,
    },
    ...{ returnRateByCategory: [], reasons: [], channelMix: [] },
  });
});

test("further lines enlarge their order and are no purchase of their own", () => {
  const placed = order(0, [{ quantity: 1, paid: 100 }], { orderId: "ord_x" });
  const added = { ...order(5, [{ quantity: 3, paid: 300 }], { orderId: "ord_x" }), type: "order.lines-added" };
  const state = foldAll([placed, added, comeBack(6, [{ quantity: 1, orderId: "ord_x" }])]);
  assert.equal(state.orders, 1);
  assert.equal(state.lastOrderAt, start);
  assert.equal(profileAt(state, on(6)).lastOrderReturnedShare, 0.25);
});

test("returns that an order followed are told from those still open", () => {
  const buy = (days: number) => order(days, [{ quantity: 1, paid: 100 }]);
  const state = foldAll([
    buy(0),
    comeBack(1, [{ quantity: 1 }]),
    comeBack(2, [{ quantity: 1 }]),
    buy(3),
    comeBack(4, []),
  ]);
  assert.equal(state.followedReturns, 2);
  assert.equal(state.openReturns, 1);
});

test("money of two currencies is never summed: the figures are those of the currency of most orders", () => {
  const state = foldAll([
    order(0, [{ quantity: 1, paid: 900 }], { currency: "USD" }),
    order(1, [{ quantity: 1, paid: 100 }]),
    order(2, [{ quantity: 1, paid: 100 }]),
  ]);
  assert.equal(profileAt(state, on(3)).currency, "EUR");
  assert.equal(profileAt(state, on(3)).spent, 200n);
});

test("a sum that JSON could not carry exactly is refused instead of losing cents", () => {
  const huge = order(0, [{ quantity: 1, paid: Number.MAX_SAFE_INTEGER }]);
  assert.throws(() => foldAll([huge, huge]), /EUR/);
});

test("a category may bear any name", () => {
  for (const category of ["__proto__", "constructor", "toString", ""]) {
    const state = foldAll([order(0, [{ quantity: 2, paid: 1, category }]), comeBack(1, [{ quantity: 1, category }])]);
    const again = JSON.parse(JSON.stringify(state)) as ProfileState;
    assert.deepEqual(profileAt(again, on(2)).returnRateByCategory, [{ category, bought: 2, returned: 1, rate: 0.5 }]);
  }
});

test("remembering only the last day counts days and gaps as remembering all of them would", () => {
  const days = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(days, (moments) => {
      const ordered = moments.toSorted((a, b) => a - b);
      const state = foldAll(ordered.map((moment) => order(moment, [{ quantity: 1, paid: 1 }])));
      const distinct = [...new Set(ordered.map((moment) => Math.floor((start + moment * day) / day)))];
      const gaps = distinct.slice(1).map((later, index) => later - (distinct[index] ?? 0));
      const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
      const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
      const profile = profileAt(state, on(401));
      assert.equal(profile.purchaseDays, distinct.length);
      assert.equal(profile.lastGapDays, gaps.at(-1));
      if (gaps.length > 0) assert.ok(Math.abs((profile.meanGapDays ?? 0) - mean) < 1e-9);
      if (gaps.length > 1) assert.ok(Math.abs((profile.gapDeviationDays ?? 0) - Math.sqrt(variance)) < 1e-6);
      assert.deepEqual(JSON.parse(JSON.stringify(state)), state, "the state survives its own storage");
    }),
  );
});

test("tier and use of points are known once there are any, and absent from every profile before", () => {
  const used = {
    type: "points.redeemed",
    at: on(3),
    data: { shopperId: "shp_1", points: 100, amount: 100, currency: "EUR" },
  };
  const tier = (days: number, from: string, to: string) => ({
    ...{ type: "points.tier-changed", at: on(days), data: { shopperId: "shp_1", from, to, direction: "up" } },
  });
  const bought = foldAll([order(0, [{ quantity: 1, paid: 100 }])]);
  assert.equal(bought.loyalty, undefined);
  assert.deepEqual([profileAt(bought, on(4)).tier, profileAt(bought, on(4)).redemptions], [undefined, 0]);
  const loyal = foldAll([order(0, [{ quantity: 1, paid: 100 }]), tier(1, "member", "silver"), used, used]);
  const { tier: held, redemptions, daysSinceLastRedemption } = profileAt(loyal, on(5));
  assert.deepEqual([held, redemptions, daysSinceLastRedemption], ["silver", 2, 2]);
  assert.equal(profileAt(foldEvent(loyal, tier(9, "silver", "member")), on(9)).tier, "member");
});
