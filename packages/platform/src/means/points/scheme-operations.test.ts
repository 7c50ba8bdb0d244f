import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { getSchemeOperation } from "./get-scheme.ts";
import { pointsLiabilityOperation } from "./liability.ts";
import type { pointsLiability } from "./points.contract.ts";
import type { getScheme, setScheme } from "./scheme.contract.ts";
import { Scheme } from "./scheme.schema.ts";
import { defaultScheme } from "./scheme.ts";
import { setSchemeOperation } from "./set-scheme.ts";
import { manager, type TestShop, testShop } from "./testing.ts";

let shop: TestShop;
before(async () => {
  shop = await testShop(migrationFolders);
});
after(() => shop.close());

const wire = (changes: object = {}) => ({
  ...z.encode(Scheme, { ...defaultScheme("EUR"), enabled: true }),
  ...changes,
});
const get = async () => (await shop.call(manager, getSchemeOperation, {})) as ContractOutput<typeof getScheme>;
const set = async (input: object) =>
  (await shop.call(manager, setSchemeOperation, { scheme: wire(), ...input })) as ContractOutput<typeof setScheme>;

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return assert.fail("expected a problem");
}

test("nothing is earned before a retailer switches the scheme on; a dry run says what that would do, and does nothing", async () => {
  const before = await get();
  assert.deepEqual([before.version, before.scheme.enabled, before.earlier], [0, false, []]);
  await shop.buy({ shopper: "C-1", paid: [70_000], at: new Date("2026-01-15T10:00:00Z") });
  await shop.buy({ shopper: "C-2", paid: [10_000], at: new Date("2026-02-15T10:00:00Z") });
  assert.equal((await shop.points("C-1")).enabled, false);
  const { saved, preview } = await set({ basedOn: 0, startsAt: "2026-02-01T00:00:00Z", dryRun: true });
  assert.equal(saved, false);
  assert.deepEqual(preview.credit, { shoppers: 1, orders: 1, points: 100, worth: { amount: 100, currency: "EUR" } });
  assert.deepEqual(preview.yearlyPoints, { now: 0, next: 800 });
  assert.deepEqual(preview.tiers, [
    { tier: "member", now: 1, next: 1 },
    { tier: "silver", now: 1, next: 1 },
    { tier: "gold", now: 0, next: 0 },
  ]);
  assert.equal((await get()).version, 0);
  assert.equal((await shop.points("C-2")).pending, 0);
});

test("switching it on credits purchases since the instant named, once", async () => {
  const { version, preview } = await set({ basedOn: 0, startsAt: "2026-02-01T00:00:00Z" });
  assert.deepEqual([version, preview.credit?.points], [1, 100]);
  assert.equal((await shop.points("C-2")).pending, 100);
  assert.equal((await shop.points("C-1")).tier.id, "silver", "what was bought before counts for the tier");
  const again = await problemOf(set({ basedOn: 1, startsAt: "2026-01-01T00:00:00Z" }));
  assert.equal(again.params["field"], "startsAt");
});

test("another version counts from when it is saved; what was earned stays as it was earned", async () => {
  const scheme = wire({ earn: { points: 2, per: 100 }, redeem: { points: 50, worth: 100 } });
  const preview = await set({ scheme, basedOn: 1, dryRun: true });
  assert.deepEqual(preview.preview.liability, {
    now: { amount: 100, currency: "EUR" },
    next: { amount: 200, currency: "EUR" },
  });
  await set({ scheme, basedOn: 1 });
  await shop.buy({ shopper: "C-2", paid: [10_000] });
  await shop.buy({ shopper: "C-2", paid: [10_000], at: new Date("2026-03-01T10:00:00Z") });
  assert.equal((await shop.points("C-2")).pending, 100 + 200 + 100);
  assert.deepEqual(
    (await get()).earlier.map(({ version }) => version),
    [1],
  );
});

test("two who save at once: one version is saved, the other is told that it was changed", async () => {
  const tries = await Promise.allSettled([set({ basedOn: 2 }), set({ basedOn: 2 }), set({ basedOn: 2 })]);
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
  for (const result of tries) {
    if (result.status === "rejected")
      assert.deepEqual(
        [(result.reason as Problem).type, (result.reason as Problem).params["version"]],
        ["points-scheme-changed", 3],
      );
  }
});

test("a scheme that cannot work is refused with the place and the reason", async () => {
  const tier = { id: "member", from: 0, multiplier: 100 };
  const cases: [object, string][] = [
    [{ earn: { points: 1, per: 0 } }, "scheme/earn/per"],
    [{ tiers: [{ ...tier, from: 5 }] }, "scheme/tiers/0/from"],
    [{ tiers: [tier, { ...tier, id: "gold" }] }, "scheme/tiers/1/from"],
    [{ tiers: [tier, { ...tier, from: 5 }] }, "scheme/tiers/1/id"],
    [{ tiers: [] }, "scheme/tiers"],
    [{ pendingDays: 60, expiresAfterMonths: 1 }, "scheme/pendingDays"],
    [{ redeem: { points: 100, worth: 0 } }, "scheme/redeem/worth"],
    [{ currency: "euro" }, "scheme/currency"],
  ];
  for (const [changes, field] of cases) {
    const problem = await problemOf(set({ scheme: wire(changes), basedOn: 3 }));
    assert.deepEqual([problem.type, problem.params["field"]], ["bad-input", field]);
  }
});

test("what shoppers hold is worth what it would cost if all of it were used", async () => {
  await shop.pass(40);
  const held = (await shop.call(manager, pointsLiabilityOperation, {})) as ContractOutput<typeof pointsLiability>;
  assert.deepEqual([held.available, held.pending, held.owed, held.shoppers], [400, 0, 0, 1]);
  assert.deepEqual(held.worth, { amount: 400, currency: "EUR" });
  assert.deepEqual(
    held.byTier.map(({ tier, points }) => [tier, points]),
    [["member", 400]],
  );
  assert.deepEqual(
    held.expiring.map(({ points }) => points),
    [0, 0, 0],
  );
});
