import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type AdvanceEntry, outstandingOf } from "./advance.ts";
import { advanceRisk, type RiskFacts, timingUnderRisk } from "./advance-risk.ts";

const known: RiskFacts = {
  ...{ orders: 12, tenureDays: 700, meanBasket: 8_000n, amount: 4_000n, outstanding: 0n, claims: 0 },
};
const facts: fc.Arbitrary<RiskFacts> = fc.record({
  orders: fc.integer({ min: 0, max: 40 }),
  tenureDays: fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined }),
  meanBasket: fc.option(fc.bigInt({ min: 0n, max: 100_000n }), { nil: undefined }),
  amount: fc.bigInt({ min: 0n, max: 1_000_000n }),
  outstanding: fc.bigInt({ min: 0n, max: 1_000_000n }),
  claims: fc.integer({ min: 0, max: 5 }),
});
const timings = fc.constantFrom("instant" as const, "first-scan" as const, "received" as const, "inspected" as const);
const soonest = ["instant", "first-scan", "received", "inspected"];

test("who is known and owes nothing has no risk; each reason adds its points, and the heaviest comes first", () => {
  assert.deepEqual(advanceRisk(known), { score: 0, reasons: [] });
  const { score, reasons } = advanceRisk({ ...known, orders: 0, tenureDays: 3, claims: 1 });
  assert.deepEqual(
    reasons.map(({ reason, points }) => [reason, points]),
    [
      ["goods-never-came", 50],
      ["new-shopper", 30],
      ["recent-account", 15],
    ],
  );
  assert.equal(score, 95);
});

test("a new shopper has money early; one who also owes goods waits for the next", () => {
  const fresh = { ...known, orders: 1, tenureDays: undefined, meanBasket: undefined };
  assert.equal(timingUnderRisk("instant", advanceRisk(fresh), false), "instant");
  const owing = advanceRisk({ ...fresh, outstanding: 1n });
  assert.equal(timingUnderRisk("instant", owing, false), "received");
  assert.equal(timingUnderRisk("instant", owing, true), "first-scan");
});

test("no risk moves money beyond the goods' arrival, beyond proof of sending where the law lets them go back, or what was granted later", () => {
  fc.assert(
    fc.property(facts, timings, fc.boolean(), (some, granted, byLaw) => {
      const timing = timingUnderRisk(granted, advanceRisk(some), byLaw);
      const latest = soonest.indexOf(byLaw ? "first-scan" : "received");
      assert.ok(soonest.indexOf(timing) >= soonest.indexOf(granted));
      assert.ok(soonest.indexOf(timing) <= Math.max(latest, soonest.indexOf(granted)));
    }),
  );
});

test("more that is known against somebody never lowers the score", () => {
  fc.assert(
    fc.property(facts, fc.integer({ min: 1, max: 3 }), (some, more) => {
      const { score } = advanceRisk(some);
      assert.ok(advanceRisk({ ...some, claims: some.claims + more }).score >= score);
      assert.ok(advanceRisk({ ...some, outstanding: some.outstanding + BigInt(more) }).score >= score);
      assert.ok(advanceRisk({ ...some, orders: some.orders + more }).score <= score);
    }),
  );
});

test("what is outstanding is the share of the units that have not come, in whatever turn money and goods are told, and nothing at the end", () => {
  const units = fc.array(
    fc.record({ line: fc.integer({ min: 1, max: 3 }), amount: fc.bigInt({ min: 0n, max: 999n }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(units, fc.boolean(), (each, goodsFirst) => {
      const settled: AdvanceEntry[] = each.map(({ line, amount }) => ({ line, settled: 1, amount, received: 0 }));
      const received: AdvanceEntry[] = each.map(({ line }) => ({ line, settled: 0, amount: 0n, received: 1 }));
      const [first, second] = goodsFirst ? [received, settled] : [settled, received];
      const whole = each.reduce((sum, { amount }) => sum + amount, 0n);
      assert.equal(outstandingOf(first), goodsFirst ? 0n : whole);
      assert.equal(outstandingOf([...first, ...second]), 0n);
      let last = whole;
      if (goodsFirst) return;
      for (let came = 1; came <= received.length; came++) {
        const left = outstandingOf([...settled, ...received.slice(0, came)]);
        assert.ok(left >= 0n && left <= last);
        last = left;
      }
    }),
  );
});
