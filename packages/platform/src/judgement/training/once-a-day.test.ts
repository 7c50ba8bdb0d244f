import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { onceADay } from "./index.ts";

let database: TestDatabase;
before(async () => {
  database = await testDatabase(migrationFolders);
});
after(() => database.close());

const start = Date.parse("2026-11-22T10:00:00Z");

/** A minute of real time is a week of business time. */
let real = start;
const clock = { real: () => new Date(real), now: () => new Date(start + (real - start) * 10_080) };

test("in fast time learning takes a twentieth of the time at most, however many processes come and however fast days pass", async () => {
  const learning = { unitOfWork: openUnitOfWork(database, clock, []), clock };
  let [began, spent] = [0, 0];
  const learn = async () => {
    began++;
    spent += 4_000;
    real += 4_000;
    // Others come while it learns, on another day by then.
    assert.equal(await onceADay(learning, () => assert.fail("two learn at once")), false);
  };
  while (real < start + 600_000) {
    await onceADay(learning, learn);
    real += 1_000;
  }
  assert.ok(began >= 5, `${began} times`);
  assert.ok(spent / (real - start) < 0.06, `${spent} ms of ${real - start}`);
});
