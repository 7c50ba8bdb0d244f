import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import pg from "pg";
import { testClock } from "../../foundation/clock/index.ts";
import { testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { recordDecided } from "./testing.ts";

test("outcomes from before the margin of the visit was counted are given their share of it", async () => {
  const database = await testDatabase(migrationFolders);
  await openUnitOfWork(database, testClock(), []).run("test", (tx) =>
    recordDecided(tx, [
      { day: 0, margin: 400, sameVisit: 100 },
      { day: 1, margin: 0 },
    ]),
  );
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("alter table outcomes drop column same_visit_margin");
  await owner.query(await readFile(new URL("migrations/0005_same_visit_margin.sql", import.meta.url), "utf8"));
  await owner.end();
  const rows = await database.kysely.selectFrom("outcomes").select("same_visit_margin").orderBy("margin").execute();
  assert.deepEqual(
    rows.map((row) => row.same_visit_margin),
    [0, 100],
  );
  await database.close();
});
