import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { Worker } from "node:worker_threads";
import { sql } from "kysely";
import { systemClock, type TestClock, testClock } from "../../foundation/clock/index.ts";
import { openDatabase } from "../../foundation/database/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { type BudgetAccount, paceAccount, readAccounts } from "../budgets/index.ts";
import { clockAhead, openSpender, type Spender } from "./testing.ts";
import type { SecondProcess } from "./testing-second-process.ts";

/** The last minutes of a month: all of it is planned to be spent by then, so that nothing is held back. */
const monthsEnd = new Date("2026-03-31T21:50:00Z");
const month = (amount: number) => ({ amount, period: "month" as const });

let database: TestDatabase;
let clock: TestClock;
let spender: Spender;

async function fresh(at = monthsEnd): Promise<void> {
  database = await testDatabase(migrationFolders);
  clock = testClock(at);
  spender = openSpender(database, clock);
}

const accounts = () => readAccounts({ db: database.kysely }, sql<boolean>`true`);

async function theAccount(): Promise<BudgetAccount> {
  const [account, ...others] = await accounts();
  assert.ok(account && others.length === 0);
  return account;
}

const decisions = () => database.kysely.selectFrom("decisions").selectAll().orderBy("id").execute();
const costOf = (rows: Awaited<ReturnType<typeof decisions>>) =>
  rows.reduce((sum, { expected_cost }) => sum + BigInt(Math.ceil(expected_cost)), 0n);

async function decideMany(count: number, store?: string): Promise<void> {
  for (let i = 0; i < count; i++) await spender.decide(await spender.arrive(store));
}

describe("a budget", () => {
  before(() => fresh());
  after(() => database.close());

  test("pays for what is chosen, and the log tells which account did at what price", async () => {
    await spender.publish(month(1_000_000));
    await decideMany(20);
    const rows = await decisions();
    const account = await theAccount();
    assert.ok(account.spent > 0n);
    assert.equal(account.spent, costOf(rows));
    assert.deepEqual(new Set(rows.map((row) => row.budget_account)), new Set([account.id]));
    assert.ok(rows.every((row) => row.budget_price === 0));
    assert.equal(account.offers, rows.filter(({ chosen }) => chosen !== "none").length);
    assert.deepEqual(
      [account.startsAt.toISOString(), account.endsAt.toISOString()],
      ["2026-02-28T23:00:00.000Z", "2026-03-31T22:00:00.000Z"],
    );
  });

  test("that was made smaller by a new version pays nothing more; one made larger does", async () => {
    await spender.publish(month(100));
    const before = (await theAccount()).spent;
    const subject = await spender.arrive();
    const refused = await spender.decide(subject);
    assert.deepEqual(
      refused.alternatives.map(({ ineligibleBecause }) => ineligibleBecause),
      [undefined, "reasons.ineligible.budget", "reasons.ineligible.budget"],
    );
    assert.deepEqual([refused.chosen, refused.mode], ["none", "only-option"]);
    assert.deepEqual([(await theAccount()).spent, (await theAccount()).amount], [before, 100n]);
    await spender.publish(month(500_000));
    await decideMany(5);
    const { spent, amount } = await theAccount();
    assert.ok(spent > before && amount === 500_000n);
  });

  test("is charged anew when a decision has run out", async () => {
    const subject = await spender.arrive();
    await spender.decide(subject);
    const [before, inForce] = [await theAccount(), (await decisions()).length];
    await spender.publish(month(500_000), { validDays: 1, exploration: 0 });
    await spender.decide(await spender.arrive());
    await database.kysely
      .updateTable("decisions")
      .set({ valid_until: new Date(0) })
      .where("subject", "=", subject)
      .execute();
    const again = await spender.decide(subject);
    assert.notEqual(again.chosen, "none");
    assert.equal((await decisions()).length, inForce + 2);
    assert.equal((await theAccount()).spent, costOf(await decisions()));
    assert.ok((await theAccount()).spent > before.spent);
  });

  test("is given once, also when the retailer moves to another time zone meanwhile", async () => {
    const before = await theAccount();
    await database.kysely.updateTable("retailer_settings").set({ time_zone: "America/New_York" }).execute();
    await spender.publish(month(400_000), { validDays: 1, exploration: 0 });
    await decideMany(2);
    const after = await theAccount();
    assert.deepEqual([after.id, after.endsAt, after.amount], [before.id, before.endsAt, 400_000n]);
    await database.kysely.updateTable("retailer_settings").set({ time_zone: "Europe/Berlin" }).execute();
  });

  test("begins anew with each period, at the price and with the experience of the last", async () => {
    const last = await theAccount();
    clock.set(new Date("2026-03-31T22:00:01Z"));
    await decideMany(3);
    const [april, march] = await accounts();
    assert.equal(march?.spent, last.spent);
    assert.equal(april?.startsAt.toISOString(), "2026-03-31T22:00:00.000Z");
    assert.equal(april?.amount, 400_000n);
    assert.ok(april && march && april.spent > 0n && april.usual.cost > march.usual.cost / 3);
  });
});

describe("a program that has decided for weeks, always at noon", () => {
  before(() => fresh(new Date("2026-03-31T10:00:00Z")));
  after(() => database.close());

  test("plans the money of its next month for noon", async () => {
    await spender.publish(month(1_000_000));
    await decideMany(1);
    await sql`
      insert into decisions
      select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'subject', gen_random_uuid(),
        'decided_at', d.decided_at - make_interval(days => (n % 14)::int)))).*
      from decisions d cross join generate_series(1, 700) n`.execute(database.kysely);
    clock.set(new Date("2026-04-02T06:00:00Z"));
    await decideMany(1);
    const [april] = await accounts();
    const plannedAt = (time: string) => paceAccount(april!, new Date(`2026-04-02T${time}:00Z`), 0).planned;
    assert.ok(plannedAt("11:00") - plannedAt("10:00") > 0.6 * (1_000_000 / 30));
    assert.ok(plannedAt("10:00") - plannedAt("06:00") < 0.1 * (1_000_000 / 30));
  });
});

describe("a month that has just begun", () => {
  before(() => fresh(new Date("2026-03-01T12:00:00Z")));
  after(() => database.close());

  test("owes nothing to a process that died, not even the account that it opened", async () => {
    await spender.publish(month(1_000_000), { exploration: 0 });
    await spender.decideInVain(await spender.arrive());
    assert.deepEqual(await accounts(), []);
    await decideMany(1);
    const before = await theAccount();
    assert.equal(before.spent, costOf(await decisions()));
    await spender.decideInVain(await spender.arrive());
    assert.deepEqual(await theAccount(), before);
  });

  test("gets dearer as its money goes faster than its time, until nothing is worth its price", async () => {
    await spender.publish(month(30_000), { exploration: 0 });
    await decideMany(60);
    const prices = (await decisions()).slice(1).map(({ budget_price }) => budget_price ?? 0);
    assert.ok(prices.at(-1)! > 5 && prices.every((price, i) => i === 0 || price >= prices[i - 1]!), prices.join(" "));
    assert.equal((await decisions()).at(-1)?.chosen, "none");
    clock.advance(10 * 86_400_000);
    assert.notEqual((await spender.decide(await spender.arrive())).chosen, "none");
  });
});

describe("regions", () => {
  before(() => fresh());
  after(() => database.close());

  const regions = [{ name: "north", stores: ["hamburg"] }];

  test("pay from their own part, everyone else from the rest, and one that is empty from nothing", async () => {
    await spender.publish(
      { ...month(100_000), regions: [{ region: "north", amount: 600 }] },
      { regions, exploration: 0 },
    );
    await decideMany(12, "hamburg");
    const [rest, north] = await accounts();
    assert.deepEqual([rest?.region, rest?.amount, rest?.spent], [null, 99_400n, 0n]);
    assert.deepEqual([north?.region, north?.amount], ["north", 600n]);
    assert.ok(north && north.spent <= 600n && 600n - north.spent < 100n, `${north?.spent}`);
    await decideMany(2, "munich");
    assert.ok((await accounts())[0]!.spent > 0n);
  });

  test("that get a part after it was spent elsewhere get what is left of the whole", async () => {
    const [rest, north] = await accounts();
    const gone = rest!.spent + north!.spent;
    await spender.publish(
      { ...month(Number(gone) + 100), regions: [{ region: "north", amount: Number(gone) + 50 }] },
      { regions },
    );
    await decideMany(1, "hamburg");
    const now = await accounts();
    const most = now.reduce((sum, { amount, spent }) => sum + (amount > spent ? amount : spent), 0n);
    assert.ok(most <= gone + 100n, `${most} of ${gone + 100n}`);
  });
});

describe("a budget that is made one of another length", () => {
  before(() => fresh(new Date("2026-03-18T12:00:00Z")));
  after(() => database.close());

  const week = (amount: number) => ({ amount, period: "week" as const });
  async function accountOf(period: "week" | "month"): Promise<BudgetAccount> {
    const [account, ...others] = (await accounts()).filter((each) => each.period === period);
    assert.ok(account && others.length === 0);
    return account;
  }

  test("has spent what its days have cost so far, and no money for them twice", async () => {
    await spender.publish(month(1_000_000), { exploration: 0 });
    await decideMany(6);
    // The last minutes of a later week of the month.
    clock.set(new Date("2026-03-29T21:50:00Z"));
    await decideMany(10);
    const [paid, ofMonth] = [(await decisions()).slice(6), await accountOf("month")];
    const [before, offers] = [costOf(paid), paid.filter(({ chosen }) => chosen !== "none").length];
    assert.ok(before > 0n && before < ofMonth.spent);
    await spender.publish(week(Number(before) + 400), { exploration: 0 });
    await decideMany(6);
    const since = (await decisions()).slice(16);
    const [ofWeek, own] = [await accountOf("week"), costOf(since)];
    assert.ok(own > 0n && own <= 400n, `${own}`);
    assert.deepEqual(
      [ofWeek.spent, ofWeek.offers],
      [before + own, offers + since.filter(({ chosen }) => chosen !== "none").length],
    );
    assert.deepEqual(await accountOf("month"), ofMonth);
  });

  test("and turned back has spent what was paid in between, once, however often it is turned", async () => {
    await spender.publish(month(1_000_000), { exploration: 0 });
    await decideMany(2);
    assert.equal((await accountOf("month")).spent, costOf(await decisions()));
    await spender.publish(week(1_000_000), { exploration: 0 });
    await decideMany(1);
    await spender.publish(month(900_000), { exploration: 0 });
    await decideMany(1);
    assert.equal((await accountOf("month")).spent, costOf(await decisions()));
    assert.equal((await accountOf("week")).spent, costOf((await decisions()).slice(6, -1)));
  });
});

describe("many processes", () => {
  let second: Worker;

  before(async () => {
    // Not sooner: what stands in the suite itself runs when the file is read, minutes before in a long run, and the month would end amid the tests.
    const aheadMs = monthsEnd.getTime() - systemClock().real().getTime();
    database = await testDatabase(migrationFolders);
    const wide = openDatabase(database.url, { applicationName: "first process", max: 32 });
    spender = openSpender(wide, clockAhead(aheadMs));
    const told: SecondProcess = { url: database.url, aheadMs, connections: 32 };
    second = new Worker(new URL("./testing-second-process.ts", import.meta.url), { workerData: told });
    closeWide = () => wide.close();
  });
  let closeWide: () => Promise<void>;
  after(async () => {
    second.postMessage("end");
    await once(second, "exit");
    await closeWide();
    await database.close();
  });

  async function bothDecide(here: readonly string[], there: readonly string[]): Promise<readonly [string[], string[]]> {
    const answer = once(second, "message");
    second.postMessage(there);
    const decided = await Promise.all(here.map((subject) => spender.decide(subject)));
    const [theirs] = (await answer) as [string[]];
    return [decided.map(({ decisionId }) => decisionId), theirs];
  }

  const arriveMany = (count: number) => Promise.all(Array.from({ length: count }, () => spender.arrive()));

  test("with 64 deciders at a budget that is nearly empty spend it to the last offer and not one unit more", async () => {
    await spender.publish(month(6_000));
    const people = await arriveMany(160);
    await bothDecide(people.slice(0, 80), people.slice(80));
    const [account, rows] = [await theAccount(), await decisions()];
    assert.equal(rows.length, 160);
    assert.equal(account.spent, costOf(rows));
    assert.ok(account.spent <= 6_000n);
    const least = Math.min(...rows.flatMap((row) => (row.expected_cost > 0 ? [row.expected_cost] : [])));
    assert.ok(6_000n - account.spent < BigInt(Math.ceil(least)), `${account.spent}`);
  });

  test("spend from a full account without one unit lost", async () => {
    await spender.publish(month(1_000_000));
    const people = await arriveMany(160);
    await bothDecide(people.slice(0, 80), people.slice(80));
    const [account, rows] = [await theAccount(), await decisions()];
    assert.equal(rows.length, 320);
    assert.equal(account.spent, costOf(rows));
    assert.equal(account.offers, rows.filter(({ chosen }) => chosen !== "none").length);
  });

  test("that are asked the same at the same moment make one decision and are charged once", async () => {
    const people = await arriveMany(40);
    const [ours, theirs] = await bothDecide(people, people);
    assert.deepEqual(ours, theirs);
    const [account, rows] = [await theAccount(), await decisions()];
    assert.equal(rows.length, 360);
    assert.equal(account.spent, costOf(rows));
    assert.equal(account.offers, rows.filter(({ chosen }) => chosen !== "none").length);
  });
});
