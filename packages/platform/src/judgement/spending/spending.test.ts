import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { execute } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { openSpender, type Spender } from "../decisions/testing.ts";
import { spendingOperations } from "./index.ts";
import type { getProgramBudget } from "./spending.contract.ts";

let database: TestDatabase;
let clock: TestClock;
let spender: Spender;
before(async () => {
  database = await testDatabase(migrationFolders);
  clock = testClock(new Date("2026-03-16T11:00:00Z"));
  spender = openSpender(database, clock);
});
after(() => database.close());

type Spending = Awaited<ReturnType<typeof getProgramBudget.output.parseAsync>>;

async function read(name = "spender"): Promise<Spending> {
  const { output } = await execute(
    spendingOperations[0]!,
    {
      ...{ actor: { role: "manager", id: "a", scope: {} }, input: { name }, locale: "en", client: "local" },
      session: { token: undefined, start() {}, end() {} },
    },
    { work: openUnitOfWork(database, clock, []), clock },
  );
  return output as Spending;
}

const regions = [{ name: "north", stores: ["hamburg"] }];

test("a budget is told from its publication on, before anything was spent", async () => {
  await spender.publish(
    { amount: 100_000, period: "month", regions: [{ region: "north", amount: 30_000 }] },
    { regions, exploration: 0 },
  );
  const { periods } = await read();
  assert.equal(periods.length, 1);
  const [month] = periods;
  assert.equal(month?.daysLeft, 16);
  assert.deepEqual(
    month?.accounts.map(({ region, amount, spent, left, price }) => [region, amount, spent, left, price]),
    [
      [undefined, 70_000, 0, 70_000, undefined],
      ["north", 30_000, 0, 30_000, undefined],
    ],
  );
  // Half of the month was over when there was no budget yet: that nothing was spent in it is no delay.
  assert.deepEqual(
    month.accounts.map(({ planned }) => planned),
    [undefined, undefined],
  );
});

test("what was spent stands in its account by day, and what it really cost where that is known", async () => {
  for (let i = 0; i < 4; i++) await spender.decide(await spender.arrive("hamburg"));
  clock.advance(86_400_000);
  for (let i = 0; i < 2; i++) await spender.decide(await spender.arrive("hamburg"));
  const paid = await database.kysely.selectFrom("decisions").selectAll().where("chosen", "<>", "none").execute();
  const [used] = paid;
  await database.kysely
    .insertInto("outcomes")
    .values({
      ...{ decision_id: used!.id, shopper_id: used!.shopper_id, matured_at: clock.now(), visits: 1, given: 250 },
      ...{ first_purchase_at: null, revenue: 0, margin: 0, revenue_before: 0, margin_before: 0 },
      ...{ same_visit_revenue: 0, same_visit_margin: 0 },
    })
    .execute();
  const north = (await read()).periods[0]!.accounts[1]!;
  assert.equal(north.planned, undefined);
  assert.deepEqual([north.offers, north.days.map(({ day }) => day)], [paid.length, ["2026-03-16", "2026-03-17"]]);
  assert.equal(
    north.spent,
    paid.reduce((sum, { expected_cost }) => sum + Math.ceil(expected_cost), 0),
  );
  assert.equal(north.left, 30_000 - north.spent);
  assert.deepEqual(north.known, { offers: 1, expected: used!.expected_cost, cost: 250 });
  assert.ok(north.price !== undefined);
});

test("a version that has decided nothing yet shows what it states, and periods that are over stay", async () => {
  await spender.publish({ amount: 80_000, period: "month" });
  const [march] = (await read()).periods;
  // What north has spent is gone for the whole, and what was left to it is everybody's.
  assert.deepEqual(
    march?.accounts.map(({ region, amount }) => [region, amount]),
    [
      [undefined, 80_000 - (march?.accounts[1]?.spent ?? 0)],
      ["north", 0],
    ],
  );
  clock.set(new Date("2026-04-02T11:00:00Z"));
  const plannedInApril = (await read()).periods[0]!.accounts[0]!.planned ?? 0;
  assert.ok(Math.abs(plannedInApril / 80_000 - 1.5 / 30) < 0.01, `${plannedInApril}`);
  await spender.decide(await spender.arrive("hamburg"));
  const [april, before] = (await read()).periods;
  assert.deepEqual([april?.accounts.length, april?.accounts[0]?.amount], [1, 80_000]);
  assert.deepEqual([before?.daysLeft, before?.elapsed, before?.accounts.length], [0, 1, 2]);
});

test("a budget made one of another length has spent what its days have already cost, also before it decides", async () => {
  const [april] = (await read()).periods;
  const { spent = 0, offers } = april?.accounts[0] ?? {};
  assert.ok(spent > 0);
  await spender.publish({ amount: 10_000, period: "week" });
  const told = (await read()).periods[0]!;
  assert.deepEqual(
    [told.kind, told.accounts.map((each) => [each.amount, each.spent, each.left, each.offers])],
    ["week", [[10_000, spent, 10_000 - spent, offers]]],
  );
  await spender.decide(await spender.arrive());
  const [opened] = (await read()).periods[0]!.accounts;
  assert.ok(opened!.spent > spent && opened!.offers === offers! + 1);
});

test("a program without a budget has none, and one that does not exist is told", async () => {
  await spender.publish(undefined, { name: "free" });
  assert.deepEqual((await read("free")).periods, []);
  await assert.rejects(read("no-such"), (error) => error instanceof Problem && error.status === 404);
});
