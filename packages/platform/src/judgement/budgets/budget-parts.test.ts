import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { amountsNow, partsOf, regionCharged } from "./budget-parts.ts";
import { daysLeft, elapsedAt, periodAround } from "./budget-period.ts";

const total = (values: readonly bigint[]) => values.reduce((sum, each) => sum + each, 0n);

test("the regions' parts and the rest add up to the budget", () => {
  const parts = partsOf({ amount: 1_000, period: "month", regions: [{ region: "north", amount: 300 }] });
  assert.deepEqual(parts, [
    { region: null, amount: 700n },
    { region: "north", amount: 300n },
  ]);
});

test("a store's region pays where it has a part, and the rest for everybody else", () => {
  const regionOf = new Map([
    ["hamburg", "north"],
    ["munich", "south"],
  ]);
  const budget = { amount: 1_000, period: "month" as const, regions: [{ region: "north", amount: 300 }] };
  const program = { document: { budget }, regionOf } as unknown as Parameters<typeof regionCharged>[0];
  assert.deepEqual(
    ["hamburg", "munich", "vienna", null].map((store) => regionCharged(program, store)),
    ["north", null, null, null],
  );
});

test("what is left over all accounts is what is left of the whole, however it was spent before it was divided anew", () => {
  const sum = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.array(fc.record({ amount: sum, spent: sum }), { minLength: 1, maxLength: 8 }), (given) => {
      const parts = given.map((part) => ({ ...part, region: null }));
      const amounts = amountsNow(parts);
      const left = amounts.map((amount, i) => (amount > parts[i]!.spent ? amount - parts[i]!.spent : 0n));
      const [whole, spent] = [total(parts.map(({ amount }) => amount)), total(parts.map((part) => part.spent))];
      assert.equal(total(left), whole > spent ? whole - spent : 0n);
      for (const [i, amount] of amounts.entries()) assert.ok(amount >= 0n && amount <= parts[i]!.amount);
    }),
  );
});

test("periods begin and end where the retailer is, also when the clocks change within them", () => {
  const bounds = (at: string, period: "week" | "month" | "quarter", zone = "Europe/Berlin") => {
    const { startsAt, endsAt } = periodAround(new Date(at), period, zone);
    return [startsAt.toISOString(), endsAt.toISOString()];
  };
  assert.deepEqual(bounds("2026-03-31T21:59:59Z", "month"), ["2026-02-28T23:00:00.000Z", "2026-03-31T22:00:00.000Z"]);
  assert.deepEqual(bounds("2026-03-31T22:00:00Z", "month"), ["2026-03-31T22:00:00.000Z", "2026-04-30T22:00:00.000Z"]);
  // Sunday the 29th is 23 hours long and belongs to the week that began on Monday the 23rd.
  assert.deepEqual(bounds("2026-03-29T12:00:00Z", "week"), ["2026-03-22T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  assert.deepEqual(bounds("2026-11-30T12:00:00Z", "quarter"), ["2026-09-30T22:00:00.000Z", "2026-12-31T23:00:00.000Z"]);
  assert.deepEqual(bounds("2026-01-01T02:00:00Z", "quarter", "America/New_York"), [
    "2025-10-01T04:00:00.000Z",
    "2026-01-01T05:00:00.000Z",
  ]);
});

test("on its last day a period has one day left", () => {
  const zone = "Europe/Berlin";
  const period = periodAround(new Date("2026-03-02T09:00:00Z"), "month", zone);
  const left = (at: string) => daysLeft(new Date(at), period, zone);
  assert.deepEqual(
    [
      left("2026-03-01T00:00:00Z"),
      left("2026-03-31T21:59:00Z"),
      left("2026-03-31T22:00:00Z"),
      left("2026-05-01T00:00:00Z"),
    ],
    [31, 1, 0, 0],
  );
  assert.deepEqual([elapsedAt(period.startsAt, period), elapsedAt(new Date("2027-01-01"), period)], [0, 1]);
});
