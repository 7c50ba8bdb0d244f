import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { replayPromises as replayByLibrary } from "@aftercare/evaluation/methods";
import { readOrders } from "@aftercare/evaluation/orders";
import { seededRandom } from "@aftercare/learn";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { testClock } from "../../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../../foundation/events/index.ts";
import { migrationFolders } from "../../../migrations.ts";
import { importDeliveries } from "../../../surfaces/files/deliveries/import-deliveries.ts";
import { replayPromises } from "./replay-promises.ts";

const dayMs = 86_400_000;
const begin = Date.parse("2020-01-01");
const days = 260;
const clock = testClock(new Date("2026-06-01T12:00:00Z"));
const folder = mkdtempSync(join(tmpdir(), "aftercare-replay-"));
let database: TestDatabase;
let work: UnitOfWork;
before(async () => {
  database = await testDatabase(migrationFolders);
  work = openUnitOfWork(database, clock, []);
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const columns = [
  "order_id",
  "purchased_at",
  "handed_over_at",
  "delivered_at",
  "promised_on",
  "status",
  "region",
  "weight",
];

/** Ten parcels a day to three regions, slower from day 180 on, as known on a day. Some are lost, some of those cancelled. */
function parcelsKnownOn(day: number): string[][] {
  const random = seededRandom("unchanged");
  const iso = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");
  const end = begin + day * dayMs;
  return Array.from({ length: days * 10 }, (_, k) => {
    const purchased = begin + Math.floor(k / 10) * dayMs + random.next() * dayMs;
    const distance = k % 3;
    const slow = k > 1800 ? 1.6 : 1;
    const handedOver = purchased + slow * (0.5 + 1.5 * random.next()) * dayMs;
    const delivered = handedOver + slow * (1 + 3 * distance + 3 * random.next() ** 2) * dayMs;
    const isLost = k % 40 === 7;
    return { k, purchased, handedOver, delivered, distance, isLost };
  })
    .filter(({ purchased }) => purchased < end)
    .sort((a, b) => a.purchased - b.purchased)
    .map(({ k, purchased, handedOver, delivered, distance, isLost }) => [
      ...[`P${k}`, iso(purchased), handedOver < end ? iso(handedOver) : ""],
      ...[delivered < end && !isLost ? iso(delivered) : "", iso(purchased + (4 + 3 * distance) * dayMs).slice(0, 10)],
      ...[isLost && k % 3 === 0 ? "cancelled" : "shipped", "abc"[distance]!, String(k % 11)],
    ]);
}

async function importParcels(rows: string[][]) {
  const file = join(folder, "parcels.csv");
  writeFileSync(file, [columns, ...rows].map((cells) => cells.join()).join("\n"));
  await importDeliveries({ work, clock, file, rejectsFolder: folder, timeZone: "UTC" });
}

const ledger = `
  select j.key, p.starts_on, p.q50, p.q90, p.confidence, p.chance_at_handover as risk, p.status, p.settled_on,
    p.first_earliest - p.starts_on as earliest, p.first_latest - p.starts_on as latest, p.delivered_on,
    p.shop_latest - p.starts_on as told
  from promises p join journeys j on j.id = p.journey_id where p.basis = 'retrospective' order by j.started_at, j.id`;

interface Row {
  readonly key: string;
  readonly starts_on: string;
  readonly q50: number;
  readonly q90: number;
  readonly confidence: number;
  readonly risk: number | null;
  readonly status: string;
  readonly settled_on: string | null;
  readonly earliest: number;
  readonly latest: number;
  readonly delivered_on: string | null;
  readonly told: number;
}

async function inLedger(): Promise<Row[]> {
  return (await database.pool.query<Row>(ledger)).rows;
}

const from = "2020-06-19";

test("what the ledger holds of a file is what the library's own replay of it says, to the last digit", async () => {
  const rows = parcelsKnownOn(days);
  await importParcels(rows);
  const shares: number[] = [];
  const replayed = await replayPromises({ unitOfWork: work, clock, from, onProgress: (share) => shares.push(share) });
  const found = await inLedger();
  assert.equal(replayed.promises, found.length);
  assert.equal(replayed.from, from);
  assert.ok(shares.length > 4 && shares.every((share, k) => share > (shares[k - 1] ?? 0) && share <= 1), shares.join());

  const orders = readOrders({ columns, rows });
  const said = { say: () => {}, timeIsUp: () => false };
  const own = replayByLibrary(orders, dayNumber(from) * dayMs, said);
  const { answer } = own.quantiles.get("auto")!;
  const byKey = new Map(found.map((row) => [row.key, row]));
  let compared = 0;
  for (const [k, i] of own.asked.entries()) {
    const row = byKey.get(rows[orders.rows[i]!]![0]!)!;
    assert.deepEqual([row.q50, row.q90, row.latest], [answer.q50[k], answer.q90[k], answer.promise[k]]);
    assert.equal(row.told, orders.promised[i]);
    compared++;
  }
  assert.ok(compared > 700, `${compared}`);
  assert.ok(found.every(({ earliest, latest, confidence }) => earliest <= latest && confidence >= 0.9));
});

test("what came of each promise stands beside it, what is not known yet is open, and what was cancelled was promised nothing", async () => {
  const found = await inLedger();
  const end = dayNumber("2020-01-01") + days - 1;
  for (const row of found) {
    const latest = dayNumber(row.starts_on) + row.latest;
    const inTime = row.delivered_on !== null && dayNumber(row.delivered_on) <= latest;
    const expected = inTime ? "kept" : row.delivered_on === null && latest >= end ? "open" : "missed";
    assert.equal(row.status, expected, JSON.stringify(row));
  }
  for (const status of ["kept", "missed", "open"])
    assert.ok(
      found.some((row) => row.status === status),
      status,
    );
  const cancelled = new Set(parcelsKnownOn(days).flatMap((row) => (row[5] === "cancelled" ? [row[0]] : [])));
  assert.ok(cancelled.size > 0 && found.every(({ key }) => !cancelled.has(key)));
  const risks = (status: string) =>
    found.filter((row) => row.status === status && row.delivered_on !== null).flatMap(({ risk }) => risk ?? []);
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  assert.ok(mean(risks("missed")) > mean(risks("kept")), "parcels that came late were riskier at their hand-over");
});

test("a later file says the same of the days before, and of an order that was promised something nothing is replayed", async () => {
  const other = await testDatabase(migrationFolders);
  const before = { database, work };
  try {
    database = other;
    work = openUnitOfWork(other, clock, []);
    await importParcels(parcelsKnownOn(230));
    await replayPromises({ unitOfWork: work, clock, from });
    const early = await inLedger();
    await importParcels(parcelsKnownOn(days));
    const kept = early[0]!.key;
    await other.pool.query(
      "update promises set basis = 'shop' where journey_id = (select id from journeys where key = $1)",
      [kept],
    );
    await replayPromises({ unitOfWork: work, clock, from });
    const late = new Map((await inLedger()).map((row) => [row.key, row]));
    assert.equal(late.get(kept), undefined);
    const same = early.filter(({ key, starts_on }) => key !== kept && starts_on < "2020-08-14");
    assert.ok(same.length > 400);
    for (const row of same) assert.deepEqual([row.q50, row.q90], [late.get(row.key)!.q50, late.get(row.key)!.q90]);
  } finally {
    ({ database, work } = before);
    await other.close();
  }
});

test("of a history that is too short nothing is said", async () => {
  const empty = await testDatabase(migrationFolders);
  const unitOfWork = openUnitOfWork(empty, clock, []);
  assert.deepEqual(await replayPromises({ unitOfWork, clock }), { promises: 0 });
  await empty.close();
});
