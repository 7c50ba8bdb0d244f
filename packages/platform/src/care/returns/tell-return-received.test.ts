import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, reactions } from "../../capabilities.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { outboxTransport, sendMessages } from "../../means/messages/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const at = "2026-03-01T10:00:00Z";
const line = { sku: "A", title: "Linen shirt", quantity: 2, amount: 9_800 };
const records = (shopper: string, channel: "online" | "store"): IntakeRecordJson[] => [
  { type: "shopper", id: shopper, name: "Jo", email: `${shopper}@example.test`, language: "nl" },
  {
    type: "order",
    id: `O-${shopper}`,
    at: "2026-02-01T10:00:00Z",
    shopper,
    channel: "online",
    currency: "EUR",
    lines: [line],
  },
  {
    type: "return",
    id: `R-${shopper}`,
    at,
    order: `O-${shopper}`,
    channel,
    currency: "EUR",
    lines: [{ sku: "A", quantity: 1 }],
  },
];

async function told(given: readonly IntakeRecordJson[], { history = false } = {}) {
  const { work, clock, database } = house;
  const parsed = given.map((record) => IntakeRecord.parse(record));
  await work.run("test", (tx) => recordBatch(tx, "test", parsed, { history, now: clock.now() }));
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, clock, byName)) > 0);
  const office = {
    work,
    clock,
    kinds: messageKinds,
    transports: [outboxTransport("email")],
    publicUrl: "https://shop.test",
  };
  while ((await sendMessages(office)) > 0);
  const address = `${given[0]?.type === "shopper" ? given[0].id : ""}@example.test`;
  return database.kysely
    .selectFrom("message_contents as c")
    .innerJoin("messages as m", "m.id", "c.message_id")
    .selectAll()
    .where("c.address", "=", address)
    .execute();
}

test("what was sent back and has arrived is told at once, in the shopper's language, with what each item had cost", async () => {
  const [mail, ...more] = await told(records("ann", "online"));
  assert.equal(more.length, 0);
  assert.deepEqual([mail?.kind, mail?.purpose, mail?.state], ["return.received", "service", "sent"]);
  assert.equal(mail?.subject, "Je retour R-ann is aangekomen");
  assert.match(mail?.body ?? "", /Linen shirt: €\s49,00/);
  assert.match(mail?.body ?? "", /https:\/\/shop\.test\/l\//);
  const json = JSON.parse(/ld\+json">(.*?)<\/script>/.exec(mail?.html ?? "")?.[1] ?? "{}");
  assert.deepEqual(
    [json["@type"], json.orderNumber, json.orderStatus],
    ["Order", "O-ann", "https://schema.org/OrderReturned"],
  );
});

test("a gift that comes back keeps its price, its order's page and its number to whoever had bought it", async () => {
  await told(records("giver", "store"));
  const gift: IntakeRecordJson[] = [
    { type: "shopper", id: "taker", email: "taker@example.test" },
    {
      type: "return",
      id: "R-gift",
      at,
      shopper: "taker",
      order: "O-giver",
      channel: "online",
      currency: "EUR",
      lines: [{ sku: "A", quantity: 1 }],
    },
    {
      type: "return",
      id: "R-unknown",
      at,
      shopper: "taker",
      channel: "online",
      currency: "EUR",
      lines: [{ sku: "Z", quantity: 1 }],
    },
  ];
  const mails = await told(gift);
  assert.equal(mails.length, 2);
  for (const { body, html } of mails) {
    assert.match(body, /has arrived/);
    assert.doesNotMatch(`${body}${html}`, /€|O-giver|shop\.test\/l\//);
  }
});

test("whoever stood at the counter is not told what they know, and nobody is told of a history", async () => {
  assert.deepEqual(await told(records("bo", "store")), []);
  assert.deepEqual(await told(records("cy", "online"), { history: true }), []);
});
