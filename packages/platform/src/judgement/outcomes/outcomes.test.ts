import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import { recordBatch } from "../../facts/intake/index.ts";
import { IntakeRecord, type IntakeRecordJson } from "../../facts/intake/record.schema.ts";
import { pointsEarned, pointsReversed } from "../../facts/points/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { decideNextStep } from "../decisions/index.ts";
import { momentOfReturns } from "../decisions/testing-returns.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import { matureOutcomes } from "./index.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-01T09:00:00Z");
const at = (days: number) => new Date(start + days * day).toISOString();

/** Decides about returns; reaching a shopper costs 7. */
const afterReturn = momentOfReturns({ features: [], context: () => null });

describe("outcomes", () => {
  let database: TestDatabase;
  let clock: TestClock;
  let work: UnitOfWork;
  beforeEach(async () => {
    database = await testDatabase(migrationFolders);
    clock = testClock(new Date(start));
    work = openUnitOfWork(database, clock, []);
    const document = ProgramDocument.parse({
      ...{ name: "test", title: "Test", moment: afterReturn.name, currency: "EUR", holdout: 0, exploration: 0 },
      actions: [{ id: "hello", contact: 7, terms: { kind: "percent-off", percent: 1 } }],
      goal: { horizonDays: 30, weights: { visits: 1_000_000 } },
    });
    await work.run("test", (tx) => publishProgram(tx, { document, at: clock.now(), by: "test", note: "" }));
  });
  afterEach(() => database.close());

  async function record(...records: IntakeRecordJson[]): Promise<void> {
    const batch = records.map((each) => IntakeRecord.decode(each));
    const taken = await work.run("test", (tx) => recordBatch(tx, "test", batch, { history: true, now: clock.now() }));
    assert.deepEqual(
      taken.outcomes.map(({ outcome }) => outcome),
      records.map(() => "taken"),
    );
  }
  const about = (id: string, days: number, amount: number, quantity: number, store?: string) => ({
    ...{ id, at: at(days), channel: store ? ("store" as const) : ("online" as const), currency: "EUR", shopper: "ada" },
    ...(store && { store }),
    lines: [{ sku: "A", quantity, amount }],
  });
  const order = (...given: Parameters<typeof about>): IntakeRecordJson => ({ type: "order", ...about(...given) });
  const comesBack = (...given: Parameters<typeof about>): IntakeRecordJson => ({ type: "return", ...about(...given) });
  const decideAll = async () => {
    const returns = await database.kysely.selectFrom("returns").select("id").execute();
    for (const { id } of returns) await work.run("test", (tx) => decideNextStep({ tx, clock }, afterReturn, id));
  };
  const mature = (most = 10) => work.run("test", (tx) => matureOutcomes(tx, clock.now(), most));
  const outcomes = () => database.kysely.selectFrom("outcomes").selectAll().execute();

  test("are known when the horizon is over and what was bought in it had its time to come back", async () => {
    clock.set(new Date(start + 50 * day));
    await record(order("before", 30, 6_000, 2), comesBack("back", 50, 3_000, 1));
    await decideAll();
    const later: [number, IntakeRecordJson][] = [
      [60, order("first", 60, 8_000, 4)],
      [79, order("second", 79, 2_000, 1)],
      [81, order("too-late", 81, 9_000, 1)],
      // Half of the first one comes back within the time that is left for it.
      [93, { ...about("half", 93, 4_000, 2), type: "return", order: "first" }],
    ];
    for (const [days, what] of later) {
      clock.set(new Date(start + days * day));
      await record(what);
    }
    assert.equal(await mature(), 0);
    clock.set(new Date(start + 94.1 * day));
    assert.equal(await mature(), 1);
    assert.equal(await mature(), 0);
    const [outcome] = await outcomes();
    // 4,000 kept of the first, 2,000 of the second; 40 % margin is assumed, and the contact cost 7.
    assert.deepEqual(
      [outcome?.visits, outcome?.revenue, outcome?.margin, outcome?.first_purchase_at?.toISOString()],
      [2, 6_000, 2_393, at(60)],
    );
    assert.deepEqual([outcome?.revenue_before, Math.round(outcome?.margin_before ?? 0)], [3_000, 1_200]);
  });

  test("count as visits the days where the retailer is, whatever the server takes for a day", async () => {
    await work.run("test", (tx) => updateRetailer(tx, { timeZone: "Europe/Amsterdam" }));
    clock.set(new Date(start + 10 * day));
    await record(order("before", 5, 6_000, 2), comesBack("back", 10, 3_000, 1));
    await decideAll();
    clock.set(new Date(start + 60 * day));
    const hour = 1 / 24;
    // Half past eleven and half past midnight in winter: the same day by Universal Time.
    await record(order("late", 20 + 13.5 * hour, 1_000, 1), order("early", 20 + 14.5 * hour, 1_000, 1));
    await mature();
    assert.equal((await outcomes())[0]?.visits, 2);
  });

  test("count what was bought on the way out of the store that took the goods back", async () => {
    clock.set(new Date(start + 10 * day));
    const store: IntakeRecordJson = { type: "store", id: "corner", name: "Corner" };
    await record(store, order("old", 1, 2_000, 2), comesBack("back", 10, 1_000, 1, "corner"));
    await decideAll();
    clock.set(new Date(start + 10.1 * day));
    await record(order("at once", 10.1, 1_500, 1, "corner"));
    clock.set(new Date(start + 20 * day));
    await record(order("later", 20, 4_000, 1, "corner"));
    clock.set(new Date(start + 60 * day));
    await mature();
    const [outcome] = await outcomes();
    assert.deepEqual([outcome?.same_visit_revenue, outcome?.same_visit_margin, outcome?.margin], [1_500, 600, 2_193]);
  });

  test("count the points of what was bought since, without those that went back with it", async () => {
    clock.set(new Date(start + 10 * day));
    await record(order("before", 5, 6_000, 2), comesBack("back", 10, 3_000, 1));
    await decideAll();
    const { shopper_id } = await database.kysely.selectFrom("decisions").selectAll().executeTakeFirstOrThrow();
    const shopperId = shopper_id as Id<"shp">;
    const [before, bought, late] = [newId<"ord">(), newId<"ord">(), newId<"ord">()];
    const about = (days: number) => ({ subject: shopperId, at: new Date(start + days * day) });
    const earns = (orderId: Id<"ord">, days: number, points: bigint, bonus = 0n) =>
      pointsEarned({ ...about(days), data: { shopperId, orderId, points, bonus, availableAt: clock.now() } });
    const loses = (orderId: Id<"ord">, days: number, points: bigint) =>
      pointsReversed({ ...about(days), data: { shopperId, orderId, returnId: newId(), points, owed: 0n } });
    const events = [
      ...[earns(before, 5, 60n), loses(before, 10.1, 30n), earns(bought, 20, 80n, 20n), loses(bought, 50, 25n)],
      // After the horizon, and after the time for what was bought in it to come back.
      ...[earns(late, 41, 500n), loses(late, 42, 100n), loses(bought, 54.5, 50n)],
    ];
    await work.run("test", (tx) => tx.append(...events));
    clock.set(new Date(start + 60 * day));
    await mature();
    assert.equal((await outcomes())[0]?.points, 75);
  });

  test("say nothing of points where there is no scheme, and none where nothing was bought", async () => {
    clock.set(new Date(start + 10 * day));
    await record(order("before", 5, 6_000, 2), comesBack("back", 10, 3_000, 1));
    await decideAll();
    clock.set(new Date(start + 60 * day));
    await mature();
    assert.equal((await outcomes())[0]?.points, null);
    await database.kysely.deleteFrom("outcomes").execute();
    await sql`update decisions set matured = false, stakes = stakes || '{"points": {}}'`.execute(database.kysely);
    await mature();
    assert.equal((await outcomes())[0]?.points, 0);
  });

  test("of a guest are also what was bought with the account that the guest opened since", async () => {
    clock.set(new Date(start + 10 * day));
    const { shopper: _, ...bought } = about("bought", 5, 6_000, 2);
    await record({ type: "order", ...bought, contact: { email: "ada@example.com" } });
    const { shopper: __, ...back } = about("back", 10, 3_000, 1);
    await record({ type: "return", ...back, order: "bought" });
    await decideAll();
    clock.set(new Date(start + 20 * day));
    await record({ type: "shopper", id: "ada" }, order("again", 20, 2_000, 1));
    await record({ type: "merge", id: "joined", at: at(20), guest: "bought", account: "ada" });
    clock.set(new Date(start + 60 * day));
    await mature();
    const [outcome] = await outcomes();
    assert.deepEqual([outcome?.visits, outcome?.revenue, outcome?.revenue_before], [1, 2_000, 3_000]);
  });

  test("of the same shopper's several decisions are each written once, also by two processes at once", async () => {
    await record(...Array.from({ length: 6 }, (_, i) => order(`o${i}`, -1 - i, 1_000, 1)));
    await record(...Array.from({ length: 6 }, (_, i) => comesBack(`r${i}`, -0.5, 1_000, 1)));
    await decideAll();
    clock.set(new Date(start + 60 * day));
    const written = await Promise.all([mature(3), mature(3), mature(3)]);
    const rest = await mature(10);
    assert.equal(
      written.reduce((sum, each) => sum + each, rest),
      6,
    );
    assert.equal((await outcomes()).length, 6);
  });
});
