import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "./connect.ts";
import { testDatabase } from "./testing.ts";

test("a minute of calm closes no connection: the next burst finds those that the last one has opened", async (t) => {
  const database = await testDatabase();
  const { pool, close } = openDatabase(database.url, { applicationName: "test" });
  const burst = await Promise.all([1, 2, 3].map(() => pool.connect()));
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const client of burst) client.release();
  t.mock.timers.tick(60_000);
  t.mock.timers.reset();
  assert.equal(pool.idleCount, 3);
  await close();
  await database.close();
});
