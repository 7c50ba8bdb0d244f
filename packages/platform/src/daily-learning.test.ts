import assert from "node:assert/strict";
import { test } from "node:test";
import { learnOfToday } from "./daily-learning.ts";
import { testDatabase } from "./foundation/database/testing.ts";
import { migrationFolders } from "./migrations.ts";

test("the day's learning leaves its card, though there is nothing to learn from yet", async () => {
  const database = await testDatabase(migrationFolders);
  await learnOfToday(database.url);
  const { rows } = await database.pool.query("select moment, model from models");
  assert.deepEqual(rows, [{ moment: "return.incentive", model: null }]);
  await database.close();
});
