import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { newId } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { sellingGateOf } from "./index.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const ordered = { currency: "EUR", lines: [{ sku: "A", quantity: 1, amount: 1_000 }] };
const order = (id: string, rest: Partial<IntakeRecordJson> = {}) =>
  ({ type: "order", id, at: "2026-02-25T10:00:00Z", channel: "online", ...ordered, ...rest }) as IntakeRecordJson;
const parcel = (order: string, deliveredAt?: string): IntakeRecordJson => ({
  ...{ type: "parcel", id: `P-${order}`, order, shippedAt: "2026-02-26T10:00:00Z" },
  ...(deliveredAt !== undefined && { deliveredAt }),
});

const record = (...records: IntakeRecordJson[]) =>
  facts.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      records.map((one) => IntakeRecord.parse(one)),
      { history: false, now: facts.clock.now() },
    ),
  );

async function gateOf(key: string) {
  const { id } = await facts.database.kysely
    .selectFrom("shoppers")
    .select("id")
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return facts.work.run("test", (tx) => sellingGateOf(tx, id, facts.clock.now()));
}

test("an order online closes the gate until its parcel has arrived; one from the store does not", async () => {
  await record({ type: "shopper", id: "ann" }, { type: "shopper", id: "bo" });
  await record(order("A-1", { shopper: "ann" }), order("B-1", { shopper: "bo", channel: "store" }));
  assert.deepEqual(await gateOf("bo"), { allowed: true });
  assert.equal((await gateOf("ann")).allowed, false);
  await record(parcel("A-1"));
  assert.deepEqual(await gateOf("ann"), { allowed: false, because: "goods-on-their-way" });
  await record(order("A-2", { shopper: "ann" }), parcel("A-2", "2026-02-28T10:00:00Z"));
  assert.equal((await gateOf("ann")).allowed, false, "one of two has arrived");
});

test("goods that travel to a guest close the gate of the account they were merged into", async () => {
  await record({ type: "shopper", id: "cleo" }, order("G-1"));
  assert.deepEqual(await gateOf("cleo"), { allowed: true });
  await record({ type: "merge", id: "M-1", at: "2026-03-01T10:00:00Z", guest: "order/G-1", account: "cleo" });
  assert.equal((await gateOf("cleo")).allowed, false);
  await record(parcel("G-1", "2026-02-28T10:00:00Z"));
  assert.deepEqual(await gateOf("cleo"), { allowed: true });
});

test("a delivery in trouble closes the gate until it is settled, though nothing is on its way", async () => {
  await record({ type: "shopper", id: "dan" }, order("D-1", { shopper: "dan" }), parcel("D-1", "2026-02-28T10:00:00Z"));
  assert.deepEqual(await gateOf("dan"), { allowed: true });
  const placed = facts.database.kysely.selectFrom("orders").select(["id", "shopper_id"]).where("key", "=", "D-1");
  const { id: order_id, shopper_id } = await placed.executeTakeFirstOrThrow();
  const opened = { opened_at: facts.clock.now(), predicted: false, chance_late: 1, because: "[]" };
  const incident = { id: newId(), order_id, shopper_id, kind: "damaged" as const, ...opened };
  await facts.database.kysely.insertInto("incidents").values(incident).execute();
  assert.deepEqual(await gateOf("dan"), { allowed: false, because: "open-incident" });
  const settled = { closed_at: facts.clock.now(), outcome: "reshipped" as const };
  await facts.database.kysely.updateTable("incidents").set(settled).where("id", "=", incident.id).execute();
  assert.deepEqual(await gateOf("dan"), { allowed: true });
});
