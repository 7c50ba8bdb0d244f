import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../../foundation/database/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { expectHandOvers } from "./index.ts";

test("what is usual is the middle one of the same service and origin, wherever it goes, of the four weeks before", async () => {
  const database = await testDatabase(migrationFolders);
  const insert = (service: string | null, zone: string, starts: string, handedOver: string | null) =>
    database.pool.query(
      `insert into journeys (id, source, key, lane, service, zone, started_at, starts_on, handed_over_on)
      values (gen_random_uuid(), 'test', gen_random_uuid(), $2, $1, $2, $3::date, $3::date, $4)`,
      [service, zone, starts, handedOver],
    );
  // Two in three after a day, the others after five, to two places; of another service too few.
  for (let k = 0; k < 45; k++)
    await insert("standard", k % 2 === 0 ? "10" : "28", "2026-03-02", k % 3 === 0 ? "2026-03-07" : "2026-03-03");
  for (let k = 0; k < 20; k++) await insert("express", "10", "2026-03-02", "2026-03-02");
  await insert("standard", "99", "2026-03-10", null);
  await insert("standard", "99", "2026-03-03", null);
  await insert("standard", "99", "2026-05-01", null);
  await insert("express", "10", "2026-03-10", null);
  await insert(null, "10", "2026-03-10", null);
  await database.transaction(expectHandOvers);
  await database.pool.query(
    "update journeys set expected_handover_on = '2026-01-01' where starts_on = '2026-03-10' and service = 'express'",
  );
  await database.transaction(expectHandOvers);
  const { rows } = await database.pool.query(
    "select service, starts_on, expected_handover_on as expected from journeys where handed_over_on is null order by 1, 2",
  );
  assert.deepEqual(rows, [
    { service: "express", starts_on: "2026-03-10", expected: "2026-01-01" },
    { service: "standard", starts_on: "2026-03-03", expected: null },
    { service: "standard", starts_on: "2026-03-10", expected: "2026-03-11" },
    { service: "standard", starts_on: "2026-05-01", expected: null },
    { service: null, starts_on: "2026-03-10", expected: null },
  ]);
  await database.close();
});
