import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { profileAt, readProfile } from "../../facts/profiles/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { countCredit, creditPurchases } from "./credit-history.ts";
import { defaultScheme } from "./scheme.ts";
import { settleOrder } from "./settle-order.ts";
import { startScheme } from "./start-scheme.ts";
import { type TestShop, testShop } from "./testing.ts";

const day = 86_400_000;
const from = new Date("2025-09-01T00:00:00Z");
// One tier, as crediting counts at the usual rate whatever tier somebody has.
const scheme = { ...defaultScheme("EUR"), enabled: true, tiers: [{ id: "member", from: 0n, multiplier: 100 }] };
let shop: TestShop;
before(async () => {
  shop = await testShop(migrationFolders);
  await shop.begin({ tiers: scheme.tiers }, from);
});
after(() => shop.close());

const crediting = () => ({ scheme, version: 1, from, now: shop.clock.now() });
const credit = () => shop.work.run("test", (tx) => creditPurchases(tx, crediting()));

/** What was booked for a shopper, whatever the order of booking. */
async function ledgerOf(number: string) {
  const id = await shop.shopper(number);
  const db = shop.database.kysely;
  const entries = await db.selectFrom("points_entries").selectAll().where("shopper_id", "=", id).execute();
  const lots = await db.selectFrom("points_lots").selectAll().where("shopper_id", "=", id).execute();
  const account = await db.selectFrom("points_accounts").selectAll().where("shopper_id", "=", id).executeTakeFirst();
  const byText = <Row>(rows: Row[]) =>
    rows.map((row) => JSON.stringify(row, (_, value) => (typeof value === "bigint" ? Number(value) : value))).sort();
  return {
    entries: byText(
      entries.map(({ kind, points, at, line, units, multiplier, scheme: version }) => ({
        kind,
        points,
        at,
        line,
        units,
        multiplier,
        version,
      })),
    ),
    lots: byText(
      lots.map(({ line, units, units_reversed, points, remaining, expired, available_at, expires_at }) => ({
        line,
        units,
        units_reversed,
        points,
        remaining,
        expired,
        available_at,
        expires_at,
      })),
    ),
    account: account && {
      balance: account.balance,
      outstanding: account.outstanding,
      owed: account.owed,
      tier: account.tier,
    },
  };
}

const purchase = fc.record({
  daysAgo: fc.integer({ min: 1, max: 150 }),
  paid: fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 4 }),
  quantity: fc.integer({ min: 1, max: 4 }),
  back: fc.array(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), { maxLength: 2 }),
});

test("crediting a history books what its orders one by one would have booked", async () => {
  let people = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(purchase, { minLength: 1, maxLength: 4 }), async (purchases) => {
      const [alone, together] = [`A-${++people}`, `T-${people}`];
      const orders: string[] = [];
      for (const shopper of [alone, together]) {
        for (const { daysAgo, paid, quantity, back } of purchases) {
          const at = new Date(shop.clock.now().getTime() - daysAgo * day);
          const order = await shop.buy({ shopper, at, paid, quantity, history: true });
          if (shopper === alone) orders.push(order);
          for (const [index, lines] of back.slice(0, quantity).entries()) {
            const units = paid.map((_, line) => (lines[line] ? 1 : 0));
            const returned = new Date(at.getTime() + (index + 1) * 3_600_000);
            if (units.some((unit) => unit > 0)) await shop.comeBack(order, units, { at: returned, history: true });
          }
        }
      }
      for (const order of orders) {
        const id = await shop.order(order);
        await shop.work.run("test", (tx) => settleOrder(tx, id, shop.clock.now()));
      }
      const expected = await shop.work.run("test", (tx) => countCredit(tx, crediting()));
      const given = await credit();
      assert.deepEqual(given, expected);
      const [one, other] = [await ledgerOf(alone), await ledgerOf(together)];
      assert.deepEqual(other.entries, one.entries);
      assert.deepEqual(other.lots, one.lots);
      // Who earned nothing gets no account by crediting.
      if (other.account) assert.deepEqual(other.account, one.account);
      assert.equal((await credit()).points, 0n, "credited once");
    }),
    { numRuns: 15 },
  );
});

test("what was credited can be used, returned and lapses like anything else", async () => {
  const at = new Date(shop.clock.now().getTime() - 60 * day);
  const order = await shop.buy({ shopper: "C-1", at, paid: [20_000], quantity: 2, history: true });
  const guest = await shop.buy({ at, paid: [99_000], history: true });
  await shop.comeBack(order, [1], { at: new Date(at.getTime() + day), history: true });
  assert.deepEqual((await credit()).shoppers, 1);
  const { available, pending, expiringNext, movements } = await shop.points("C-1");
  assert.deepEqual([available, pending, expiringNext?.points], [100, 0, 100]);
  assert.deepEqual(
    movements.map(({ kind, points }) => [kind, points]),
    [
      ["reverse", -100],
      ["earn", 200],
    ],
  );
  await shop.comeBack(order, [1]);
  assert.equal((await shop.points("C-1")).available, 0);
  assert.equal((await shop.points(`order/${guest}`)).available, 0);
  await shop.buy({ shopper: "C-2", at, paid: [5_000], history: true });
  await credit();
  await shop.pass(800);
  assert.equal((await shop.points("C-2")).available, 0);
  assert.equal((await shop.factsOf("C-2")).at(-1)?.type, "points.expired");
});

test("who has the points of a tier from the start is known by it to all who learn from facts", async () => {
  const other = await testShop(migrationFolders);
  const at = new Date(other.clock.now().getTime() - 5 * day);
  for (const [shopper, paid] of [
    ["C-1", 60_000],
    ["C-2", 1_000],
  ] as const)
    await other.buy({ shopper, at, paid: [paid], history: true });
  await other.work.run("test", (tx) => startScheme(tx, { startsAt: from, now: other.clock.now(), actor: "test" }));
  assert.deepEqual(
    (await other.factsOf("C-1")).map(({ type, data }) => [type, data["to"]]),
    [
      ["points.credited", undefined],
      ["points.tier-changed", "silver"],
    ],
  );
  assert.equal((await other.factsOf("C-2")).length, 1);
  const shopperId = await other.shopper("C-1");
  const state = await other.work.run("test", (tx) => readProfile(tx, shopperId));
  assert.equal(profileAt(state, other.clock.now()).tier, "silver");
  await other.close();
});

test("crediting while purchases are booked live counts each once", async () => {
  const orders = [];
  for (let i = 0; i < 6; i++) orders.push(await shop.buy({ shopper: "C-3", paid: [1_000], history: true }));
  const ids = await Promise.all(orders.map((order) => shop.order(order)));
  const live = ids.map((id) => shop.work.run("test", (tx) => settleOrder(tx, id, shop.clock.now())));
  await Promise.all([...live.slice(0, 3), credit(), ...live.slice(3), credit()]);
  assert.equal((await shop.points("C-3")).pending, 60);
});
