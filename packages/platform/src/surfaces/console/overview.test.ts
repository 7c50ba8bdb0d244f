import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { recordBatch } from "../../facts/intake/index.ts";
import { IntakeRecord, type IntakeRecordJson } from "../../facts/intake/record.schema.ts";
import { foldProfiles } from "../../facts/profiles/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { execute } from "../../foundation/operations/index.ts";
import { wilson } from "../../judgement/promises/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { getOverview } from "./index.ts";

const clock = testClock(new Date("2026-06-01T09:00:00Z"));
let database: TestDatabase;
let work: UnitOfWork;
before(async () => {
  database = await testDatabase(migrationFolders);
  work = openUnitOfWork(database, clock, [foldProfiles]);
});
after(() => database.close());

interface Week {
  week: string;
  orders: number;
  returns: number;
  unitsSold: number;
  unitsReturned: number;
  returnRate?: number;
  repurchase?: { value: number };
  sales: number;
}
interface Overview {
  totals: { orders: number; returns: number; shoppers: number; sales: number; returnsOfUnknownOrigin: number } & Record<
    "returnRate" | "repurchase",
    { value: number; low: number; high: number } | undefined
  >;
  weeks: Week[];
}

async function overview(input: object = {}): Promise<Overview> {
  const session = { token: undefined, start() {}, end() {} };
  const actor = { role: "manager" as const, id: "m", scope: {} };
  const asked = { actor, input, locale: "en" as const, client: "local", session };
  return (await execute(getOverview, asked, { work, clock })).output as Overview;
}

let numbers = 0;
const entry = (type: "order" | "return", at: string, shopper: string | undefined, quantity: number, sku = "A") =>
  ({
    ...{ type, id: `n${++numbers}`, at, channel: "online", currency: "EUR", ...(shopper && { shopper }) },
    lines: [{ sku, quantity, amount: 1_000 * quantity }],
  }) as IntakeRecordJson;

test("an empty shop has an overview without weeks, rates or a division by zero", async () => {
  const { weeks, totals } = await overview();
  assert.deepEqual(weeks, []);
  assert.deepEqual([totals.orders, totals.returnRate, totals.repurchase], [0, undefined, undefined]);
});

test("weeks begin on Monday in the retailer's zone, and rates wait until they are fair", async () => {
  await work.run("test", (tx) => updateRetailer(tx, { currency: "EUR", timeZone: "Europe/Berlin" }));
  const records = [
    // Sunday in London, Monday in Berlin.
    entry("order", "2026-03-01T23:30:00Z", "a", 4),
    entry("order", "2026-03-03T12:00:00Z", "b", 6),
    entry("return", "2026-03-10T12:00:00Z", "a", 1),
    entry("return", "2026-03-11T12:00:00Z", "b", 1),
    entry("return", "2026-03-12T12:00:00Z", undefined, 3, "Z"),
    entry("order", "2026-04-20T12:00:00Z", "a", 2),
    entry("return", "2026-05-01T12:00:00Z", "a", 1),
    entry("order", "2026-05-02T12:00:00Z", "a", 1),
  ].map((each) => IntakeRecord.decode(each));
  await work.run("test", (tx) => recordBatch(tx, "test", records, { history: true, now: clock.now() }));
  const { weeks, totals } = await overview();
  assert.equal(weeks[0]?.week, "2026-03-02");
  assert.equal(weeks.at(-1)?.week, "2026-06-01");
  assert.equal(weeks.length, 14);
  const first = weeks[0];
  assert.deepEqual([first?.orders, first?.unitsSold, first?.sales], [2, 10, 10_000]);
  // One of a's four units and one of b's six; a's second return undoes the April order, the latest before it.
  assert.equal(first?.returnRate, 0.2);
  const second = weeks[1];
  assert.deepEqual([second?.returns, second?.unitsReturned], [3, 5]);
  // Of the two known shoppers one bought again within 60 days.
  assert.equal(second?.repurchase?.value, 0.5);
  assert.equal(weeks.find(({ week }) => week === "2026-04-27")?.repurchase, undefined);
  assert.deepEqual([totals.orders, totals.returns, totals.shoppers], [4, 4, 2]);
  assert.equal(totals.returnsOfUnknownOrigin, 1);
  assert.equal(totals.repurchase?.value, 0.5);
  assert.ok(totals.returnRate && totals.returnRate.low < 3 / 13 && totals.returnRate.high > 3 / 13);
  const recent = await overview({ weeks: 6 });
  assert.deepEqual([recent.weeks.length, recent.totals.orders], [6, 1]);
});

test("Wilson's interval agrees with an independent computation", () => {
  // python3, scipy 1.17: binomtest(3, 10).proportion_ci(.95, 'wilson')
  const { low, high } = wilson(0.3, 10);
  assert.ok(Math.abs(low - 0.10779126740630102) < 1e-12 && Math.abs(high - 0.6032218525388546) < 1e-12);
});
