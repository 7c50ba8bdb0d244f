import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { migrationFolders } from "../../migrations.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import type { GivenParcel } from "./given-parcel.ts";
import { recordScans } from "./record-scans.ts";
import { cut, scansOf, statesOf } from "./testing.ts";

const parcels = 300;
let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const record = (given: readonly GivenParcel[]) =>
  facts.work.run("test", (tx) => recordScans(tx, given, { history: false, now: facts.clock.now() }));

test("parcels whose scans come shuffled, five times each and cut into batches end as those whose scans come in order", async () => {
  for (const batch of cut(scansOf(parcels, "A"), () => 200)) await record(batch);
  const random = seededRandom("order");
  const five = Array.from({ length: 5 }, () => scansOf(parcels, "B")).flat();
  const batches = cut(random.shuffle(five), () => 1 + random.int(200));
  // Four workers at once, as several processes would.
  await Promise.all(
    [0, 1, 2, 3].map(async (worker) => {
      for (let place = worker; place < batches.length; place += 4) await record(batches[place]!);
    }),
  );
  const { pool } = facts.database;
  const [inOrder, inNone] = [await statesOf(pool, "A"), await statesOf(pool, "B")];
  assert.equal(inOrder.length, parcels);
  const different = inNone.filter((state, place) => state !== inOrder[place]);
  assert.deepEqual([inNone.length, different.slice(0, 3)], [parcels, []]);
});
