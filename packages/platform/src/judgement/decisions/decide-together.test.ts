import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { testClock } from "../../foundation/clock/index.ts";
import { type Database, openDatabase } from "../../foundation/database/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { readAccounts } from "../budgets/index.ts";
import { decideNextStep } from "./decide.ts";
import { decideTogether } from "./decide-together.ts";
import { budgetMoment, openSpender, type Spender } from "./testing.ts";

/** The last minutes of a month: all of it is planned to be spent by then, so that nothing is held back. */
const clock = testClock(new Date("2026-03-31T21:50:00Z"));
const month = (amount: number) => ({ amount, period: "month" as const });
const moment = budgetMoment(clock.now());

let database: TestDatabase;
let secondPool: Database;
let spender: Spender;
/** A process of its own, as far as groups go. */
let second: Spender;

before(async () => {
  database = await testDatabase(migrationFolders);
  secondPool = openDatabase(database.url, { applicationName: "second" });
  [spender, second] = [openSpender(database, clock), openSpender(secondPool, clock)];
  await spender.publish(month(1_000_000));
});
after(async () => {
  await secondPool.close();
  await database.close();
});

const arriveMany = (count: number) => Promise.all(Array.from({ length: count }, () => spender.arrive()));
const work = () => openUnitOfWork(database, clock, []);
const together = (subjects: readonly string[], of = moment) =>
  work().run("test", (tx) => decideTogether({ tx, clock }, of, subjects));
const rows = () => database.kysely.selectFrom("decisions").selectAll().execute();

/** What was spent by the books, and what by the log. */
async function spent(): Promise<readonly [bigint, bigint]> {
  const accounts = await readAccounts({ db: database.kysely }, sql<boolean>`true`);
  const logged = (await rows()).map(({ expected_cost }) => BigInt(Math.ceil(expected_cost)));
  return [sum(accounts.map((account) => account.spent)), sum(logged)];
}

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

describe("who asks at the same time", () => {
  test("is decided in few transactions, with a charge, a fact and an audit line for each", async () => {
    // Whoever is first in a period opens its account, and the others wait for that alone.
    const [first, ...people] = await arriveMany(49);
    await spender.ask(first!);
    const answers = await Promise.all(people.map((person) => spender.ask(person)));
    assert.equal(new Set(answers.map(({ decisionId }) => decisionId)).size, 48);
    const { rows: counted } = await sql<{ transactions: number; facts: number; lines: number }>`
      select (select count(distinct xmin::text)::int from decisions) as transactions,
        (select count(*)::int from events where type = 'decision.made') as facts,
        (select count(*)::int from audit_lines where operation = 'decisions.decide') as lines`.execute(database.kysely);
    assert.deepEqual(counted, [{ transactions: 1 + 3, facts: 49, lines: 49 }]);
    const [charged, logged] = await spent();
    assert.ok(charged > 0n && charged === logged, `${charged} of ${logged}`);
    const { offers } = await database.kysely
      .selectFrom("budget_shards")
      .select(({ fn }) => fn.sum<string>("offers").as("offers"))
      .executeTakeFirstOrThrow();
    assert.equal(Number(offers), (await rows()).filter(({ chosen }) => chosen !== "none").length);
  });

  test("gets what they would have got alone", async () => {
    const people = await arriveMany(12);
    const undone = new Error("undone");
    let tried: Awaited<ReturnType<typeof together>> | undefined;
    const attempt = work().run("test", async (tx) => {
      tried = await decideTogether({ tx, clock }, moment, people);
      throw undone;
    });
    await assert.rejects(attempt, undone);
    for (const person of people) {
      const { chosen, propensity, mode } = await spender.decide(person);
      const found = tried?.get(person);
      assert.deepEqual([found?.chosen, found?.propensity, found?.mode], [chosen, propensity, mode]);
    }
  });

  test("the same gets one decision, then and later", async () => {
    const [person] = await arriveMany(1);
    const ask = (by: Spender) => Array.from({ length: 20 }, () => by.ask(person!));
    const answers = await Promise.all([...ask(spender), ...ask(second)]);
    assert.equal(new Set(answers.map(({ decisionId }) => decisionId)).size, 1);
    const again = await together([person!]);
    assert.equal(again.get(person!)?.propensity, answers[0]?.propensity);
    const [charged, logged] = await spent();
    assert.equal(charged, logged);
  });

  test("in two processes, each in another order, is decided once and charged once", async () => {
    const people = await arriveMany(40);
    const [here, there] = await Promise.all([
      Promise.all(people.map((person) => spender.ask(person))),
      Promise.all(people.toReversed().map((person) => second.ask(person))),
    ]);
    assert.deepEqual(
      here.map(({ decisionId }) => decisionId),
      there.toReversed().map(({ decisionId }) => decisionId),
    );
    const [charged, logged] = await spent();
    assert.equal(charged, logged);
  });

  test("does not fail with one whom nobody knows", async () => {
    const [one, two] = await arriveMany(2);
    const answers = await Promise.allSettled([one!, newId<"sto">(), two!].map((person) => spender.ask(person)));
    const [known, unknown, alsoKnown] = answers;
    assert.deepEqual([known?.status, alsoKnown?.status], ["fulfilled", "fulfilled"]);
    assert.ok(unknown?.status === "rejected" && unknown.reason instanceof Problem);
    assert.equal(unknown.reason.type, "unknown-subject");
  });

  test("does not wait with one about whom somebody else is just deciding", async () => {
    const [one, held, two] = await arriveMany(3);
    const { promise: isDecided, resolve: decided } = Promise.withResolvers<string>();
    const { promise: isOver, resolve: over } = Promise.withResolvers<void>();
    const holding = openUnitOfWork(secondPool, clock, []).run("test", async (tx) => {
      decided((await decideNextStep({ tx, clock }, moment, held!)).decisionId);
      await isOver;
    });
    const decisionId = await isDecided;
    const [first, waits, last] = [one!, held!, two!].map((person) => spender.ask(person));
    await Promise.all([first, last]);
    over();
    await holding;
    assert.equal((await waits)?.decisionId, toWire("dec", decisionId));
  });
});

test("decisions are written in the order of their subjects, whichever account pays for each", async () => {
  const regions = [{ name: "north", stores: ["hamburg"] }];
  const budget = { ...month(1_000_000), regions: [{ region: "north", amount: 500_000 }] };
  await spender.publish(budget, { regions });
  // One after the other: each comes after those before by its id as well.
  const people: string[] = [];
  for (const store of ["hamburg", "munich", "hamburg", "munich"]) people.push(await spender.arrive(store));
  // Whoever is first in a region opens its account, and decides alone.
  await spender.ask(await spender.arrive("hamburg"));
  assert.equal((await together(people.toReversed())).size, people.length);
  const facts = database.kysely.selectFrom("events").select("subject").where("type", "=", "decision.made");
  const written = await facts.where("subject", "in", people).orderBy("seq").execute();
  assert.deepEqual(
    written.map(({ subject }) => subject),
    people,
  );
});

test("of several questions about one shopper only the first is decided with others: the next hangs on what it gave", async () => {
  const people = (await arriveMany(3)).toSorted();
  const shopperId = newId<"shp">();
  const ofOne: typeof moment = {
    ...moment,
    questions: async (...about) => (await moment.questions(...about)).map((each) => ({ ...each, shopperId })),
  };
  assert.deepEqual([...(await together(people, ofOne)).keys()], people.slice(0, 1));
  assert.deepEqual([...(await together(people, ofOne)).keys()].toSorted(), people.slice(0, 1));
});

test("the last offers of a budget are decided alone; together with others nobody spends more than there is", async () => {
  const before = (await spent())[0];
  await spender.publish(month(Number(before) + 6_000));
  const people = await arriveMany(120);
  await Promise.all(people.map((person, i) => (i % 2 === 0 ? spender : second).ask(person)));
  const [charged, logged] = await spent();
  assert.equal(charged, logged);
  const left = before + 6_000n - charged;
  const costs = (await rows()).flatMap(({ expected_cost }) => (expected_cost > 0 ? [expected_cost] : []));
  assert.ok(left >= 0n && left < BigInt(Math.ceil(Math.min(...costs))), `${left} left`);
  assert.deepEqual([...(await together(await arriveMany(2))).keys()].length, 2);
});
