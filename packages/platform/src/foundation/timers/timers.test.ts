import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { migrationFolders } from "../../migrations.ts";
import { testClock } from "../clock/index.ts";
import { testDatabase } from "../database/testing.ts";
import { openUnitOfWork } from "../events/index.ts";
import { newId } from "../ids/index.ts";
import { cancelTimer, fireTimers, scheduleTimer, timer } from "./index.ts";

const day = 86_400_000;

test("timers follow the one clock: a year passes in a moment, moved and cancelled ones behave", async () => {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const work = openUnitOfWork(database, clock, []);
  const fired: string[] = [];
  const remind = timer("test.remind", z.object({ what: z.string() }), async (_, { what }) => {
    fired.push(what);
  });
  const fire = () => fireTimers(work, clock, new Map([[remind.name, remind]]));
  const inDays = (days: number) => new Date(clock.now().getTime() + days * day);
  await work.run("test", async (tx) => {
    const set = (key: string, days: number) =>
      scheduleTimer(tx, remind, { key, subject: newId(), at: inDays(days), data: { what: key } });
    await set("care", 365);
    await set("moved", 10);
    await set("moved", 400);
    await set("cancelled", 20);
    await cancelTimer(tx, remind, "cancelled");
  });
  assert.equal(await fire(), 0);
  clock.advance(366 * day);
  assert.equal(await fire(), 1);
  assert.equal(await fire(), 0);
  assert.deepEqual(fired, ["care"]);
  clock.advance(35 * day);
  await fire();
  assert.deepEqual(fired, ["care", "moved"]);
  await database.close();
});

test("a timer that fails backs off, is tried again and is parked with its error in the end", async () => {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const work = openUnitOfWork(database, clock, []);
  let tries = 0;
  const broken = timer("test.broken", z.object({}), async () => {
    tries++;
    throw new Error("broken for good");
  });
  await work.run("test", (tx) =>
    scheduleTimer(tx, broken, { key: "one", subject: newId(), at: clock.now(), data: {} }),
  );
  const fire = () => fireTimers(work, clock, new Map([[broken.name, broken]]));
  assert.equal(await fire(), 1);
  assert.equal(await fire(), 0);
  for (let round = 0; round < 30; round++) {
    clock.advance(day);
    await fire();
  }
  assert.equal(tries, 12);
  const row = await database.kysely.selectFrom("timers").selectAll().executeTakeFirstOrThrow();
  assert.notEqual(row.parked_at, null);
  assert.match(row.error ?? "", /broken for good/);
  await database.close();
});
