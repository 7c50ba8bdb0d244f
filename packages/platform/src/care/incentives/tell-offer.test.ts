import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, reactions, timers } from "../../capabilities.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { changePermission } from "../../facts/messages/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { outboxTransport, sendMessages } from "../../means/messages/index.ts";
import { issueOffer } from "../../means/offers/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";

const day = 86_400_000;
let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const bought = { currency: "EUR", lines: [{ sku: "A", quantity: 1, amount: 4_900 }] };
const parcel = (order: string): IntakeRecordJson => ({
  ...{ type: "parcel", id: `P-${order}`, order },
  ...{ shippedAt: "2026-02-02T10:00:00Z", deliveredAt: "2026-02-04T10:00:00Z" },
});

async function record(...records: IntakeRecordJson[]) {
  const parsed = records.map((one) => IntakeRecord.parse(one));
  await house.work.run("test", (tx) => recordBatch(tx, "test", parsed, { history: true, now: house.clock.now() }));
}

/** A shopper who sent something back and was given an offer for it. */
async function given(key: string, channel: "online" | "store", wantsOffers: boolean) {
  const { work, clock, database } = house;
  await record(
    { type: "shopper", id: key, email: `${key}@example.test` },
    { type: "order", id: `O-${key}`, at: "2026-02-01T10:00:00Z", shopper: key, channel: "online", ...bought },
    parcel(`O-${key}`),
    {
      type: "return",
      id: `R-${key}`,
      at: "2026-02-20T10:00:00Z",
      order: `O-${key}`,
      channel,
      currency: "EUR",
      lines: [{ sku: "A", quantity: 1 }],
    },
  );
  const row = await database.kysely
    .selectFrom("returns")
    .selectAll()
    .where("key", "=", `R-${key}`)
    .executeTakeFirstOrThrow();
  const shopperId = row.shopper_id as Id<"shp">;
  await work.run("test", async (tx) => {
    const said = {
      channel: "email",
      purpose: "marketing",
      granted: wantsOffers,
      at: clock.now(),
      origin: "desk",
    } as const;
    await changePermission(tx, { shopperId, ...said });
    const wanted = {
      ...{ action: "percent-10", terms: { kind: "percent-off", percent: 10 } as const, currency: "EUR" },
      ...{ decisionId: newId<"dec">(), shopperId, returnId: row.id as Id<"ret"> },
    };
    await issueOffer(tx, wanted, clock.now());
  });
  return shopperId;
}

async function send(shopperId: string) {
  const { work, clock, database } = house;
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
  return database.kysely
    .selectFrom("messages as m")
    .leftJoin("message_contents as c", "c.message_id", "m.id")
    .select(["m.state", "m.held_because", "m.dropped_because", "c.body", "c.subject"])
    .where("m.shopper_id", "=", shopperId)
    .where("m.kind", "=", "offer.issued")
    .execute();
}

test("an offer for what was sent back comes by mail to those who want offers, with its code and its last day", async () => {
  const [mail] = await send(await given("ann", "online", true));
  assert.equal(mail?.state, "sent");
  assert.match(mail?.body ?? "", /10% off your next purchase/);
  assert.match(mail?.body ?? "", /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/);
  assert.match(mail?.body ?? "", /until 1 April 2026/);
  assert.match(mail?.body ?? "", /\/u\//);
});

test("whoever wants none gets none, and whoever was handed it at the counter has it", async () => {
  assert.equal((await send(await given("bo", "online", false)))[0]?.dropped_because, "unsubscribed");
  assert.deepEqual(await send(await given("cy", "store", true)), []);
});

test("it waits until the shopper's goods have arrived, and is not sent at all once it has run out", async () => {
  const [early, late] = [await given("di", "online", true), await given("ed", "online", true)];
  for (const shopper of ["di", "ed"]) {
    await record({
      type: "order",
      id: `N-${shopper}`,
      at: "2026-02-28T10:00:00Z",
      shopper,
      channel: "online",
      ...bought,
    });
    await record({ type: "parcel", id: `P-N-${shopper}`, order: `N-${shopper}`, shippedAt: "2026-03-01T10:00:00Z" });
  }
  for (const shopper of [early, late]) assert.equal((await send(shopper))[0]?.held_because, "selling-gate");
  await record({
    type: "parcel",
    id: "Q-di",
    order: "N-di",
    shippedAt: "2026-03-01T10:00:00Z",
    deliveredAt: "2026-03-02T08:00:00Z",
  });
  await house.database.kysely
    .updateTable("messages")
    .set({ due_at: house.clock.real() })
    .where("state", "=", "queued")
    .execute();
  assert.equal((await send(early))[0]?.held_because, "selling-gate", "one of two parcels is still under way");
  house.clock.advance(31 * day);
  const byName = new Map(timers.map((timer) => [timer.name, timer]));
  while ((await fireTimers(house.work, house.clock, byName)) > 0);
  assert.equal((await send(late))[0]?.dropped_because, "over");
});
