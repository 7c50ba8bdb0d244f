import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Problem } from "../../foundation/problems/index.ts";
import { PointsAccount } from "./account.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-01T00:00:00Z");
const onDay = (days: number) => new Date(start + days * day);
const empty = { lastEntry: 0, balance: 0n, owed: 0n, lots: [] };
let references = 0;
const booking = (units = 1) => ({ reference: `r${++references}`, at: onDay(0), units });

function opened(
  points: bigint,
  { units = 1, from = 0, until }: { units?: number; from?: number; until?: number } = {},
) {
  const account = new PointsAccount(empty);
  give(account, points, { units, from, until });
  return account;
}

function give(
  account: PointsAccount,
  points: bigint,
  {
    units = 1,
    from = 0,
    until,
    now = 0,
  }: { units?: number; from?: number; until?: number | undefined; now?: number } = {},
) {
  const expiresAt = until === undefined ? undefined : onDay(until);
  account.give("earn", { points, availableAt: onDay(from), released: true, expiresAt }, booking(units), onDay(now));
}

const step = fc.oneof(
  fc.record({
    do: fc.constant("earn" as const),
    points: fc.bigInt({ min: 1n, max: 300n }),
    units: fc.integer({ min: 1, max: 5 }),
    pending: fc.nat({ max: 40 }),
    lasts: fc.option(fc.integer({ min: 41, max: 120 })),
  }),
  fc.record({ do: fc.constant("return" as const), which: fc.nat({ max: 20 }), units: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant("redeem" as const), points: fc.bigInt({ min: 1n, max: 300n }) }),
  fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 30 }) }),
);

function assertSound(account: PointsAccount, now: Date) {
  const { available, pending, owed } = account.position(now);
  assert.ok(available >= 0n && pending >= 0n && owed >= 0n, "nothing is below zero");
  assert.ok(available === 0n || owed === 0n, "nothing is owed while something can be used");
  assert.equal(account.balance, available + pending - owed);
  assert.equal(
    account.balance,
    account.entries.reduce((sum, entry) => sum + entry.points, 0n),
  );
}

test("whatever happens in whatever order: the balance is the sum of the entries, and nothing falls below zero", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const account = new PointsAccount(empty);
      let now = 0;
      for (const one of steps) {
        account.settle(onDay(now));
        if (one.do === "wait") now += one.days;
        if (one.do === "earn") {
          const until = one.lasts === null ? undefined : now + one.lasts;
          give(account, one.points, { units: one.units, from: now + one.pending, until, now });
        }
        if (one.do === "return") {
          const open = account.lots.filter((lot) => lot.unitsReversed < lot.units);
          const lot = open[one.which % Math.max(1, open.length)];
          if (lot)
            account.takeBack(lot.number, Math.min(one.units, lot.units - lot.unitsReversed), booking(), onDay(now));
        }
        if (one.do === "redeem") {
          const before = account.position(onDay(now));
          try {
            account.take("redeem", one.points, booking(), onDay(now));
            assert.ok(one.points <= before.available);
          } catch (problem) {
            assert.ok(problem instanceof Problem && one.points > before.available);
            assert.deepEqual(account.position(onDay(now)), before);
          }
        }
        account.settle(onDay(now));
        assertSound(account, onDay(now));
      }
    }),
    { numRuns: 300 },
  );
});

test("returns in any number of parts take back exactly what the line earned, whatever was spent meanwhile", () => {
  const parts = fc.array(
    fc.record({ units: fc.integer({ min: 1, max: 4 }), spend: fc.bigInt({ min: 0n, max: 50n }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(
      parts,
      fc.bigInt({ min: 1n, max: 10_000n }),
      fc.bigInt({ min: 1n, max: 200n }),
      (returns, earned, other) => {
        const units = returns.reduce((sum, part) => sum + part.units, 0);
        const account = opened(earned, { units });
        give(account, other);
        let spent = 0n;
        for (const part of returns) {
          const { available } = account.position(onDay(0));
          const spend = part.spend < available ? part.spend : available;
          if (spend > 0n) account.take("redeem", spend, booking(), onDay(0));
          spent += spend;
          account.takeBack(1, part.units, booking(), onDay(0));
        }
        const reversed = account.entries.filter(({ kind }) => kind === "reverse");
        assert.equal(reversed.length, returns.length);
        assert.equal(
          reversed.reduce((sum, { points }) => sum - points, 0n),
          earned,
        );
        assert.equal(account.balance, other - spent);
      },
    ),
  );
});

test("a unit that comes back while its points are pending costs nothing else", () => {
  const account = opened(90n, { units: 3, from: 30 });
  give(account, 50n);
  const { points, owed } = account.takeBack(1, 1, booking(), onDay(3));
  assert.deepEqual([points, owed], [30n, 0n]);
  assert.deepEqual(account.position(onDay(3)), { available: 50n, pending: 60n, owed: 0n });
});

test("points that were spent before their goods came back are owed, and the next usable ones pay", () => {
  const account = opened(100n);
  account.take("redeem", 100n, booking(), onDay(1));
  const { points, owed } = account.takeBack(1, 1, booking(), onDay(2));
  assert.deepEqual([points, owed], [100n, 100n]);
  assert.deepEqual(account.position(onDay(2)), { available: 0n, pending: 0n, owed: 100n });
  assert.equal(account.entries.at(-1)?.owed, 100n);
  give(account, 130n, { from: 30, now: 2 });
  assert.deepEqual(account.position(onDay(2)), { available: 0n, pending: 130n, owed: 100n });
  account.settle(onDay(30));
  assert.deepEqual(account.position(onDay(30)), { available: 30n, pending: 0n, owed: 0n });
});

test("a debt is paid by what can be used already, so that nobody owes and has at once", () => {
  const account = opened(100n);
  account.take("redeem", 100n, booking(), onDay(0));
  give(account, 70n);
  const { owed } = account.takeBack(1, 1, booking(), onDay(1));
  assert.equal(owed, 30n);
  assert.deepEqual(account.position(onDay(1)), { available: 0n, pending: 0n, owed: 30n });
});

test("points that lapsed before the goods came back are not asked for again, those that were spent are", () => {
  const account = opened(100n, { units: 2, until: 60 });
  account.take("redeem", 40n, booking(), onDay(1));
  account.settle(onDay(61));
  assert.deepEqual(account.entries.at(-1)?.points, -60n);
  account.takeBack(1, 1, booking(), onDay(62));
  assert.deepEqual(account.position(onDay(62)), { available: 0n, pending: 0n, owed: 0n });
  const last = account.takeBack(1, 1, booking(), onDay(63));
  assert.deepEqual([last.points, last.owed], [40n, 40n]);
});

test("points are used oldest first, so that as few as possible lapse", () => {
  const account = opened(50n, { until: 100 });
  give(account, 50n, { until: 40 });
  give(account, 50n);
  account.take("redeem", 60n, booking(), onDay(1));
  assert.deepEqual(
    account.lots.map(({ remaining }) => remaining),
    [40n, 0n, 50n],
  );
});

test("points can no longer be used from the instant at which they lapse", () => {
  const account = opened(10n, { until: 5 });
  account.settle(onDay(5));
  assert.deepEqual(account.position(onDay(5)), { available: 0n, pending: 0n, owed: 0n });
  assert.equal(account.entries.at(-1)?.reference, "expire/1");
});

test("closing leaves nothing, neither points nor debts", () => {
  for (const owes of [false, true]) {
    const account = opened(100n);
    account.take("redeem", 60n, booking(), onDay(0));
    if (owes) account.takeBack(1, 1, booking(), onDay(0));
    account.close({ at: onDay(1), reason: "erased" });
    assert.equal(account.balance, 0n);
    assertSound(account, onDay(1));
  }
});
