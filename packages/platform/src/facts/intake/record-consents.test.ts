import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { migrationFolders } from "../../migrations.ts";
import { changePermission } from "../messages/index.ts";
import { erasePersonalData } from "../shoppers/index.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "./index.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

async function send(...records: IntakeRecordJson[]) {
  const parsed = records.map((record) => IntakeRecord.parse(record));
  const how = { history: false, now: facts.clock.now() };
  const { outcomes } = await facts.work.run("test", (tx) => recordBatch(tx, "test", parsed, how));
  return outcomes.map(({ outcome }) => outcome);
}
const shopper = (id: string, rest: object = {}) => ({ type: "shopper", id, ...rest }) as IntakeRecordJson;
const rowOf = (key: string) =>
  facts.database.kysely
    .selectFrom("shoppers as s")
    .leftJoin("shopper_contacts as c", "c.shopper_id", "s.id")
    .select(["s.id", "s.time_zone", "c.phone"])
    .where("s.key", "=", key)
    .executeTakeFirstOrThrow();
const saidBy = async (key: string) => {
  const { id } = await rowOf(key);
  const rows = await facts.database.kysely
    .selectFrom("message_permissions")
    .selectAll()
    .where("shopper_id", "=", id)
    .orderBy("channel")
    .execute();
  return rows.map(({ channel, granted, origin }) => `${channel} ${granted} ${origin}`);
};

test("consent that the shop was given is written down once, and is news to a shopper who was known", async () => {
  assert.deepEqual(await send(shopper("ann")), ["taken"]);
  assert.deepEqual(await send(shopper("ann", { marketing: ["email", "sms"] })), ["taken"]);
  assert.deepEqual(await send(shopper("ann", { marketing: ["email"] })), ["known"]);
  assert.deepEqual(await saidBy("ann"), ["email true shop", "sms true shop"]);
  const { id } = await rowOf("ann");
  const events = await facts.database.kysely
    .selectFrom("events")
    .select("id")
    .where("subject", "=", id)
    .where("type", "=", "message.permission-changed")
    .execute();
  assert.equal(events.length, 2);
});

test("whoever has said no since is not asked again by the next file, and whoever was erased not at all", async () => {
  await send(shopper("bo", { marketing: ["email"] }), shopper("cy"));
  const [bo, cy] = [await rowOf("bo"), await rowOf("cy")];
  const no = {
    channel: "email",
    purpose: "marketing",
    granted: false,
    at: facts.clock.now(),
    origin: "one-click",
  } as const;
  await facts.work.run("test", (tx) => changePermission(tx, { shopperId: bo.id, ...no }));
  await facts.work.run("test", (tx) => erasePersonalData(tx, cy.id, facts.clock.now()));
  await send(shopper("bo", { marketing: ["email"] }), shopper("cy", { marketing: ["email"] }));
  assert.deepEqual(await saidBy("bo"), ["email false one-click"]);
  assert.deepEqual(await saidBy("cy"), []);
});

test("a telephone number and a zone are taken where they are not known yet, also of a guest's order", async () => {
  await send(shopper("di", { phone: "+4940123456" }));
  assert.deepEqual(await send(shopper("di", { phone: "+4940999999", timeZone: "Europe/Berlin" })), ["taken"]);
  const { phone, time_zone } = await rowOf("di");
  assert.deepEqual([phone, time_zone], ["+4940123456", "Europe/Berlin"]);
  const line = { sku: "A", quantity: 1, amount: 100 };
  const at = "2026-02-01T10:00:00Z";
  await send({
    type: "order",
    id: "O-1",
    at,
    channel: "online",
    currency: "EUR",
    lines: [line],
    contact: { phone: "+31201234567" },
  });
  assert.equal((await rowOf("order/O-1")).phone, "+31201234567");
});

test("a number without its country, a zone that is none and a way that is none are refused by name", async () => {
  const fieldOf = (rest: object) => IntakeRecord.safeParse(shopper("ed", rest)).error?.issues[0]?.path.join("/");
  assert.equal(fieldOf({ phone: "040 123456" }), "phone");
  assert.equal(fieldOf({ marketing: ["pigeon"] }), "marketing/0");
  assert.deepEqual(await send(shopper("ed", { timeZone: "Mars/Olympus" })), ["rejected"]);
});
