import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { type TestDatabase, testDatabase } from "../../../foundation/database/testing.ts";
import { newId } from "../../../foundation/ids/index.ts";
import { migrationFolders } from "../../../migrations.ts";
import { journeysOf } from "./journeys-of.ts";
import { readJourneys } from "./read-journeys.ts";

let database: TestDatabase;
before(async () => {
  database = await testDatabase(migrationFolders);
});
after(() => database.close());

const day = dayNumber("2026-03-02");

async function add(key: string, given: Readonly<Record<string, string | null>>): Promise<void> {
  const row = { starts_on: "2026-03-02", started_at: "2026-03-02T10:30:00Z", ...given };
  const names = Object.keys(row);
  await database.pool.query(
    `insert into journeys (id, source, key, lane, ${names.join(", ")})
    values ($1, 'test', $2, '-|-|-|-', ${names.map((_, k) => `$${k + 3}`).join(", ")})`,
    [newId(), key, ...Object.values(row)],
  );
}

const read = (most?: number) =>
  database.transaction((tx) => readJourneys(tx, { timeZone: "Europe/Berlin", ...(most !== undefined && { most }) }));

test("what is under way has no end and is there; what was cancelled, or stands in a file, is known until then", async () => {
  await add("open", { started_at: "2026-03-01T23:30:00Z" });
  await add("delivered", {
    handed_over_on: "2026-03-03",
    handed_over_at: "2026-03-03T10:30:00Z",
    delivered_on: "2026-03-05",
  });
  await add("early", { started_at: "2026-03-02T11:00:00Z", handed_over_on: "2026-03-01", delivered_on: "2026-03-01" });
  await add("cancelled", { started_at: "2026-03-02T12:00:00Z", cancelled_on: "2026-03-04" });
  await add("of-file", { started_at: "2026-03-02T13:00:00Z", observed_until: "2026-03-31" });
  await add("both", { started_at: "2026-03-02T14:00:00Z", observed_until: "2026-03-31", cancelled_on: "2026-03-31" });
  const { rows, share } = await read();
  assert.equal(share, 1);
  assert.deepEqual(
    rows.map(({ ends, handover, leaves, isCancelled, hour }) => [ends, handover, leaves, isCancelled, hour]),
    [
      [null, null, null, false, 0],
      [day + 3, day + 1, null, false, 11],
      // Before the day on which the warehouse was to begin with it.
      [day, day, null, false, 12],
      [null, null, day + 2, true, 13],
      [null, null, dayNumber("2026-04-01"), false, 14],
      [null, null, dayNumber("2026-03-31"), true, 15],
    ],
  );
  assert.deepEqual([rows[1]!.waited, rows[1]!.handoverHour], [1, 11.5]);
  const { journeys } = journeysOf(rows);
  assert.equal(journeys.starts.length, 6);
  assert.deepEqual([...Array.from(journeys.ends).slice(0, 2)], [Number.NaN, day + 3]);
});

test("more than are wanted are sampled, the same ones each time", async () => {
  await database.pool.query(
    `insert into journeys (id, source, key, lane, started_at, starts_on)
    select gen_random_uuid(), 'many', n, '-|-|-|-', '2026-04-01T10:00:00Z', '2026-04-01' from generate_series(1, 4000) as n`,
  );
  const [one, other] = [await read(1000), await read(1000)];
  assert.ok(Math.abs(one.rows.length - 1000) < 120, `${one.rows.length}`);
  assert.ok(Math.abs(one.share - 1000 / 4006) < 1e-9);
  assert.deepEqual(one.rows, other.rows);
});
