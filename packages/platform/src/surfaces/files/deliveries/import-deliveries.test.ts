import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";
import { hashToUnit } from "@aftercare/learn";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { testClock } from "../../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../../foundation/events/index.ts";
import { Problem } from "../../../foundation/problems/index.ts";
import { migrationFolders } from "../../../migrations.ts";
import { type DeliveriesRequest, importDeliveries } from "./import-deliveries.ts";

const clock = testClock(new Date("2026-06-01T12:00:00Z"));
const folder = mkdtempSync(join(tmpdir(), "aftercare-deliveries-"));
let database: TestDatabase;
before(async () => {
  database = await testDatabase(migrationFolders);
});
beforeEach(async () => {
  await database.pool.query("delete from journeys");
  await database.pool.query("update retailer_settings set origin = 'empty', clock_offset_ms = 0");
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const dayMs = 86_400_000;
const header =
  "order_id,purchased_at,handed_over_at,delivered_at,promised_on,service,carrier,origin,country,post_code,status,parts";

/** Half a year of orders as a shop knows them at an instant: what comes later is blank. */
function knownAt(instant: string): string {
  const now = Date.parse(`${instant}Z`);
  const text = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");
  const rows = Array.from({ length: 600 }, (_, i) => {
    const draw = (what: string) => hashToUnit(`${what} ${i}`);
    const purchased = Date.parse("2025-10-01T00:00:00Z") + ((i + draw("bought")) / 600) * 181 * dayMs;
    const handedOver = purchased + (0.2 + 2 * draw("packed")) * dayMs;
    const delivered = handedOver + (1 + 5 * draw("driven")) * dayMs;
    if (purchased > now) return undefined;
    const told = (time: number) => (time <= now && draw("lost") > 0.02 ? text(time) : "");
    const [to, code] = draw("to") < 0.7 ? ["DE", "28195"] : ["nl", "1012 AB"];
    const promised = text(purchased + 7 * dayMs).slice(0, 10);
    const status = draw("cancelled") < 0.03 && purchased + dayMs < now ? "cancelled" : "";
    const way = [draw("fast") < 0.3 ? "express" : "standard", "DHL", "bremen", to, code];
    return [`A${i}`, text(purchased), told(handedOver), told(delivered), promised, ...way, status, i % 7].join();
  });
  return [header, ...rows.filter((row) => row !== undefined)].join("\n");
}

function importText(name: string, content: string | Buffer, more: Partial<DeliveriesRequest> = {}) {
  const file = join(folder, name);
  writeFileSync(file, content);
  return importDeliveries({ work: openUnitOfWork(database, clock, []), clock, file, rejectsFolder: folder, ...more });
}

async function journeys() {
  const query = "select to_jsonb(j) - 'id' as row from journeys j order by key";
  return (await database.pool.query<{ row: Record<string, unknown> }>(query)).rows.map(({ row }) => row);
}

test("each row is a journey on its lane, with what was known at purchase, and business time goes on from the file's end", async () => {
  const summary = await importText("march.csv", knownAt("2026-03-01T12:00:00"), { timeZone: "Europe/Berlin" });
  assert.deepEqual([summary.read, summary.added, summary.rejected, summary.lanes], [summary.read, summary.read, 0, 4]);
  assert.ok(summary.until === "2026-03-01" && summary.from === "2025-10-01" && summary.timeZone === "Europe/Berlin");
  const rows = await journeys();
  const [first] = rows;
  assert.match(String(first?.lane), /^(standard|express)\|bremen\|(DE\|28|NL\|10)$/);
  assert.ok(
    rows.every(({ carrier }) => carrier === "dhl"),
    "as parcels name it",
  );
  assert.ok(
    rows.every(({ zone }) => zone === "28" || zone === "10"),
    "never the whole post code",
  );
  assert.ok(rows.every(({ features }) => !JSON.stringify(features).includes("28195")));
  assert.deepEqual(Object.keys(first?.features as object).toSorted(), ["country", "parts", "service"]);
  const { rows: times } = await database.pool.query(`
    select bool_and((started_at at time zone 'Europe/Berlin')::date = starts_on) as same_day,
      bool_and(delivered_on = (delivered_at at time zone 'Europe/Berlin')::date) as same_end,
      bool_and(planned_days = 7) as planned, bool_and(observed_until = '2026-03-01') as observed,
      count(*) filter (where delivered_on is null)::int as open, count(expected_handover_on)::int > 100 as expected,
      bool_and(cancelled_on = '2026-03-01') as cancelled_by_then from journeys`);
  const open = times[0].open;
  assert.deepEqual(times[0], { ...times[0], same_day: true, same_end: true, planned: true, observed: true });
  assert.ok(open > 10 && times[0].expected && times[0].cancelled_by_then, JSON.stringify(times[0]));
  const { origin, timeZone, clockOffsetMs } = await readRetailer({ db: database.kysely });
  assert.deepEqual([origin, timeZone], ["import", "Europe/Berlin"]);
  const now = clock.real().getTime() + clockOffsetMs;
  assert.ok(now > Date.parse("2026-02-28") && now <= Date.parse("2026-03-01T12:00:00Z"), new Date(now).toISOString());
});

test("a file that looks further after one that did not gives what it gives alone, and the older one then adds nothing", async () => {
  const [march, april] = [knownAt("2026-03-01T12:00:00"), knownAt("2026-04-01T00:00:00")];
  await importText("april.csv", april);
  const alone = await journeys();
  await database.pool.query("delete from journeys");
  const first = await importText("march.csv", march);
  const then = await importText("april.csv.gz", gzipSync(april));
  assert.deepEqual(await journeys(), alone);
  assert.deepEqual([then.added, then.changed], [then.read - first.read, first.read]);
  const again = await importText("april.csv", april);
  const older = await importText("march.csv", march);
  assert.deepEqual([again.added, again.changed, older.added, older.changed], [0, 0, 0, 0]);
  assert.deepEqual([again.alreadyKnown, older.alreadyKnown], [again.read, older.read]);
  assert.deepEqual(await journeys(), alone);
});

test("rows that are no orders stand in the rejects file with their lines; two rows of one number are two journeys", async () => {
  const lines = [
    "number,bought,came",
    "1,2026-01-05 10:00,2026-01-08 11:00",
    "1,2026-01-06 10:00,",
    "2,,2026-01-09 10:00",
  ];
  const named = { order: "number", purchased: "bought", delivered: "came" };
  const content = [...lines, "3,2026-01-07 10:00,2026-01-02 10:00"].join("\r\n");
  const summary = await importText("odd.csv", content, { named });
  assert.deepEqual([summary.read, summary.added, summary.rejected], [4, 2, 2]);
  const rejects = readFileSync(summary.rejectsFile ?? "", "utf8").split("\r\n");
  assert.match(rejects[1] ?? "", /^4,bought is no time,2,/);
  assert.match(rejects[2] ?? "", /^5,"came is before bought, or more than 400 days after",3/);
  assert.deepEqual(
    (await journeys()).map(({ key, lane }) => [key, lane]),
    [
      ["1", "-|-|-|-"],
      ["1/2", "-|-|-|-"],
    ],
  );
});

test("an order that the shop itself calls as another one's second row would be called is a journey of its own", async () => {
  const rows = ["7", "7", "7/2"].map((key, hour) => `${key},2026-01-05 1${hour}:00,2026-01-08 11:00`);
  const content = ["order_id,purchased_at,delivered_at", ...rows].join("\n");
  assert.equal((await importText("split.csv", content)).added, 3);
  assert.equal((await importText("split.csv", content)).alreadyKnown, 3);
});

test("times that say how far they are from UTC keep their instants", async () => {
  const content = "order_id,purchased_at,delivered_at\n1,2026-01-05T23:30:00-05:00,2026-01-08T10:00:00-05:00";
  await importText("offsets.csv", content, { timeZone: "America/New_York" });
  const { rows } = await database.pool.query("select started_at, delivered_at from journeys");
  assert.deepEqual(rows, [
    { started_at: new Date("2026-01-06T04:30:00Z"), delivered_at: new Date("2026-01-08T15:00:00Z") },
  ]);
});

test("what cannot be read is refused with what would mend it, and nothing stays", async () => {
  const refused = (name: string, content: string, pattern: RegExp, more?: Partial<DeliveriesRequest>) =>
    assert.rejects(importText(name, content, more), (error) => {
      assert.ok(error instanceof Problem && error.type === "bad-input");
      assert.match(JSON.stringify(error.fields), pattern);
      return true;
    });
  await refused("none.csv", "a,b\n1,2", /name it with --purchased; there are a, b/);
  await refused("soon.csv", "purchased_at,delivered_at\nsoon,later", /purchased_at: .* is no time/);
  await refused("ahead.csv", "purchased_at,delivered_at\n2999-01-01 10:00,", /2999-01-01, which is to come/);
  const good = "purchased_at,delivered_at\n2026-01-01 10:00,2026-01-02 10:00";
  await refused("good.csv", good, /no time zone; write one such as Europe\/Berlin/, { timeZone: "Mars" });
  await refused("good.csv", good, /there is no column colour/, { named: { service: "colour" } });
  const gone = importDeliveries({ work: openUnitOfWork(database, clock, []), clock, file: join(folder, "gone.csv") });
  await assert.rejects(gone, (error) => error instanceof Problem && error.type === "no-such-file");
  await database.pool.query("update retailer_settings set origin = 'sample'");
  await assert.rejects(importText("good.csv", good), (error) => (error as Problem).type === "sample-retailer-present");
  assert.deepEqual(await journeys(), []);
});
