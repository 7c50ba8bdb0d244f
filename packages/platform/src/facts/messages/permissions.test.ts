import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { operator } from "../../foundation/actors/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { familyOf } from "../persons/index.ts";
import { joinShoppers } from "../shoppers/index.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { changePermission, readPermissions } from "./index.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const say = (shopperId: string, granted: boolean, at = facts.clock.now()) =>
  facts.work.run(operator.id, (tx) =>
    changePermission(tx, { shopperId, channel: "email", purpose: "care", granted, at, origin: "desk" }),
  );
const heard = async (shopperId: string) =>
  facts.work.run("test", async (tx) => (await readPermissions(tx, await familyOf(tx, shopperId)))[0]?.granted);
const changes = async (subject: string) => {
  const rows = await facts.database.kysely
    .selectFrom("events")
    .select("data")
    .where("subject", "=", subject)
    .where("type", "=", "message.permission-changed")
    .execute();
  return rows.length;
};

test("the latest word counts, and saying it again is no news", async () => {
  const id = await facts.shopper();
  assert.equal(await heard(id), undefined);
  await say(id, false);
  await say(id, false);
  assert.equal(await heard(id), false);
  assert.equal(await changes(id), 1);
  await say(id, true);
  assert.equal(await heard(id), true);
  assert.equal(await changes(id), 2);
});

test("what a guest said holds for the account they were merged into, until the account says otherwise", async () => {
  const [account, guest] = [await facts.shopper(), await facts.shopper({ kind: "guest" })];
  await say(account, true);
  facts.clock.advance(1_000);
  await say(guest, false);
  const at = facts.clock.now();
  await facts.work.run("test", (tx) => joinShoppers(tx, { guestId: guest, accountId: account, at }));
  assert.equal(await heard(account), false);
  facts.clock.advance(1_000);
  await say(guest, true);
  assert.deepEqual([await heard(account), await heard(guest)], [true, true]);
});

test("two who say it at once have said it once", async () => {
  const id = await facts.shopper();
  await Promise.all([say(id, false), say(id, false), say(id, false)]);
  assert.equal(await heard(id), false);
  assert.equal(await changes(id), 1);
});

test("nobody can speak for a shopper who does not exist", async () => {
  await assert.rejects(
    say(newId<"shp">() as Id<"shp">, true),
    (thrown) => thrown instanceof Problem && thrown.status === 404,
  );
});
