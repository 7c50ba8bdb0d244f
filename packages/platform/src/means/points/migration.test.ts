import assert from "node:assert/strict";
import { test } from "node:test";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import { migrate } from "../../foundation/database/index.ts";
import { testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { startScheme } from "./start-scheme.ts";
import { currentScheme } from "./stored-scheme.ts";

test("a shop that is older than points gets them switched off, and can begin with its history", async () => {
  const database = await testDatabase(migrationFolders.filter(({ capability }) => capability !== "points"));
  const clock = testClock();
  const work = openUnitOfWork(database, clock, []);
  const order = IntakeRecord.parse({
    ...{ type: "order", id: "O-1", at: "2026-02-01T10:00:00Z", shopper: "C-1", channel: "online", currency: "EUR" },
    lines: [{ sku: "A", quantity: 1, amount: 5_000 }],
  });
  await work.run("test", (tx) => recordBatch(tx, "test", [order], { history: false, now: clock.now() }));
  const migrated = await migrate(database.ownerUrl, migrationFolders);
  assert.deepEqual(
    migrated.filter((name) => !name.startsWith("points/")),
    [],
  );
  await work.run("test", async (tx) => {
    const { version, scheme } = await currentScheme(tx);
    assert.deepEqual([version, scheme.enabled], [0, false]);
    const startsAt = new Date("2026-01-01T00:00:00Z");
    assert.equal((await startScheme(tx, { startsAt, now: clock.now(), actor: "test" })).points, 50n);
  });
  await database.close();
});
