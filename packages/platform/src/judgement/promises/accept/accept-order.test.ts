import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { reactions as declared } from "../../../capabilities.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../../facts/intake/index.ts";
import { voidPromise } from "../../../facts/promises/index.ts";
import type { Id, newId } from "../../../foundation/ids/index.ts";
import { deliverReactions } from "../../../foundation/reactions/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
  await put("origins/hub", { title: "Hub", country: "DE", timeZone: "Europe/Berlin" });
  const standard = {
    ...{ title: { en: "Standard" }, kind: "standard", origin: "hub", countries: ["DE"], price: 490, currency: "EUR" },
    ...{ statedP50: 2, statedP90: 3, carrier: "dhl", rank: 0 },
  };
  const slot = { hours: 2, bookDaysAhead: 1, from: "08:00", until: "12:00", capacity: 1 };
  await put("services/standard", standard);
  await put("services/window", { ...standard, kind: "slot", statedP50: 0, statedP90: 0, slot, price: 990, rank: 1 });
});
after(() => house.close());

async function put(url: string, payload: object) {
  const headers = await house.authorization("manager");
  const answer = await house.server.inject({ method: "PUT", url: `/v1/shipping/${url}`, headers, payload });
  assert.equal(answer.statusCode, 200, answer.body);
}

interface Choice {
  readonly service: string;
  readonly earliest: string;
  readonly latest: string;
  readonly slots?: readonly { readonly from: string }[];
}

async function quote(postCode = "22765"): Promise<{ token: string; choices: readonly Choice[] }> {
  const payload = { destination: { country: "DE", postCode }, currency: "EUR", lines: [{ sku: "A", quantity: 1 }] };
  const headers = await house.authorization("service");
  return (await house.server.inject({ method: "POST", url: "/v1/promises/quotes", headers, payload })).json();
}

type Order = Extract<IntakeRecordJson, { type: "order" }>;
let count = 0;

/** Records an order as it comes in, and lets everything follow. @returns its promise, if it has one */
async function place(delivery: Order["delivery"], more: Partial<Order> = {}) {
  const id = `A-${++count}`;
  await record([orderOf(id, delivery, more)]);
  await settle();
  return promiseOf(id);
}

function orderOf(id: string, delivery: Order["delivery"], more: Partial<Order> = {}): Order {
  return {
    ...{
      type: "order",
      id,
      at: house.clock.now().toISOString(),
      channel: "online",
      currency: "EUR",
      shopper: `S-${id}`,
    },
    ...{ lines: [{ sku: "A", quantity: 1, amount: 1000 }], ...(delivery && { delivery }), ...more },
  };
}

const record = (records: readonly IntakeRecordJson[], history = false) =>
  house.work.run("test", (tx) =>
    recordBatch(
      tx,
      "shop",
      records.map((one) => IntakeRecord.parse(one)),
      { history, now: house.clock.now() },
    ),
  );

const byName = new Map(declared.map((reaction) => [reaction.name, reaction]));
async function settle(): Promise<void> {
  while ((await deliverReactions(house.work, house.clock, byName)) > 0);
}

async function promiseOf(key: string) {
  return house.database.kysely
    .selectFrom("promises")
    .innerJoin("orders", "orders.id", "promises.order_id")
    .innerJoin("journeys", "journeys.id", "promises.journey_id")
    .leftJoin("order_deliveries", "order_deliveries.order_id", "orders.id")
    .selectAll("promises")
    .select([
      "journeys.planned_days",
      "journeys.expected_handover_on",
      "order_deliveries.quote_id",
      "order_deliveries.quote",
    ])
    .where("orders.key", "=", key)
    .executeTakeFirst();
}

const eventsOf = async (promise: { shopper_id: string | null } | undefined) =>
  (
    await house.database.pool.query(
      "select type from events where subject = $1 and type like 'promise.%' order by seq",
      [promise?.shopper_id],
    )
  ).rows.map(({ type }) => type);

const standard = { service: "standard", country: "DE", postCode: "22765" };

test("what was shown is promised to the letter, even if the service has changed since", async () => {
  const { token, choices } = await quote();
  const [shown] = choices;
  await put("services/standard", {
    ...{ title: { en: "Standard" }, kind: "standard", origin: "hub", countries: ["DE"], price: 690, currency: "EUR" },
    ...{ statedP50: 5, statedP90: 9, carrier: "dhl", rank: 0 },
  });
  const promise = await place({ ...standard, quote: token });
  assert.deepEqual(
    [promise?.basis, promise?.first_earliest, promise?.first_latest, promise?.price, promise?.confidence],
    ["quoted", shown?.earliest, shown?.latest, 490n, 0.9],
  );
  assert.equal(promise?.lane, "standard|hub|DE|22");
  assert.deepEqual(
    [promise?.planned_days, promise?.expected_handover_on, promise?.quote],
    [3, promise?.starts_on, null],
  );
  const accepted = await house.database.kysely
    .selectFrom("promise_quotes")
    .select(["id", "shopper_id"])
    .where("accepted", "=", true)
    .execute();
  assert.deepEqual(accepted, [{ id: promise?.quote_id, shopper_id: promise?.shopper_id }]);
  assert.deepEqual(await eventsOf(promise), ["promise.accepted"]);
});

test("a quote for elsewhere, for another service, of yesterday or altered is none; then the shop's word counts, then the engine's", async () => {
  const { token } = await quote();
  const told = { earliest: "2026-03-05", latest: "2026-03-06" };
  const basis = async (delivery: Order["delivery"]) => (await place(delivery))?.basis;
  assert.equal(await basis({ ...standard, quote: token, postCode: "10115", promised: told }), "shop");
  assert.equal(await basis({ ...standard, quote: token, service: "express", promised: told }), "shop");
  assert.equal(await basis({ ...standard, quote: `${token.slice(0, -2)}AA` }), "assumed");
  const shop = await place({ ...standard, promised: told });
  assert.deepEqual(
    [shop?.first_earliest, shop?.first_latest, shop?.shop_latest],
    ["2026-03-05", "2026-03-06", "2026-03-06"],
  );
  assert.ok((shop?.confidence ?? 1) < 0.9, "the service takes nine days by now");
  house.clock.advance(25 * 3_600_000);
  const assumed = await place({ ...standard, quote: token });
  // Starts on Tuesday; nine days later.
  assert.deepEqual(
    [assumed?.basis, assumed?.starts_on, assumed?.first_latest],
    ["assumed", "2026-03-03", "2026-03-12"],
  );
  assert.equal(assumed?.planned_days, null, "nobody told it");
});

test("an order of which nothing is known has a journey and no promise, one from a store neither, one of a history neither", async () => {
  const lanes = async (key: string) =>
    (
      await house.database.pool.query(
        "select lane from journeys j join orders o on o.id = j.order_id where o.key = $1",
        [key],
      )
    ).rows.map(({ lane }) => lane);
  assert.equal(await place(undefined, { id: "UNKNOWN", contact: { country: "DE", postCode: "22765" } }), undefined);
  assert.deepEqual(await lanes("UNKNOWN"), ["-|-|DE|22"]);
  await record([{ type: "store", id: "ALT", name: "Altona" }]);
  await place(standard, { id: "STORE", channel: "store", store: "ALT" });
  assert.deepEqual(await lanes("STORE"), []);
  await record([orderOf("HISTORY", standard)], true);
  await settle();
  assert.deepEqual([await promiseOf("HISTORY"), await lanes("HISTORY")], [undefined, []]);
});

test("an order whose own address is not said goes to its shopper's", async () => {
  await record([{ type: "shopper", id: "ada", country: "DE", postCode: "10115" }]);
  const promise = await place({ service: "standard" }, { shopper: "ada" });
  assert.equal(promise?.lane, "standard|hub|DE|10");
});

test("of two who were shown the last place of a window one gets it, the other the closest one, and is told", async () => {
  const { token, choices } = await quote();
  const slots = choices.find(({ service }) => service === "window")?.slots ?? [];
  const [first, second] = slots;
  const delivery = { ...standard, service: "window", quote: token, slot: first?.from ?? "" };
  await record([orderOf("W-1", delivery), orderOf("W-2", delivery)]);
  await Promise.all([settle(), settle()]);
  const promises = [await promiseOf("W-1"), await promiseOf("W-2")];
  assert.deepEqual(
    promises.map((promise) => promise?.slot_from?.toISOString()).sort(),
    [first?.from, second?.from].sort(),
  );
  const winner = promises.find((promise) => promise?.revisions === 0);
  const moved = promises.find((promise) => promise?.revisions === 1);
  assert.equal(winner?.slot_from?.toISOString(), first?.from);
  assert.deepEqual([moved?.first_latest, moved?.latest], [winner?.first_latest, second?.from.slice(0, 10)]);
  assert.deepEqual(await eventsOf(winner), ["promise.accepted"]);
  assert.deepEqual(await eventsOf(moved), ["promise.accepted", "promise.revised"]);
  const again = (await quote()).choices.find(({ service }) => service === "window")?.slots ?? [];
  assert.ok(!again.some(({ from }) => from === first?.from || from === second?.from), "both are taken now");
});

test("two who want different windows at once both get theirs", async () => {
  const { token, choices } = await quote();
  const slots = choices.find(({ service }) => service === "window")?.slots ?? [];
  const [first, second] = slots;
  const wanting = (slot: string | undefined) => ({ ...standard, service: "window", quote: token, slot: slot ?? "" });
  await record([orderOf("D-1", wanting(first?.from)), orderOf("D-2", wanting(second?.from))]);
  await Promise.all([settle(), settle()]);
  const taken = [await promiseOf("D-1"), await promiseOf("D-2")].map((promise) => promise?.slot_from?.toISOString());
  assert.deepEqual(taken, [first?.from, second?.from]);
});

test("the window of an order that is called off is free again, once", async () => {
  const { token, choices } = await quote();
  const slot = choices.find(({ service }) => service === "window")?.slots?.[0]?.from ?? "";
  const promise = await place({ ...standard, service: "window", quote: token, slot });
  const booked = async () =>
    (await house.database.pool.query("select booked from shipping_slots where starts_at = $1", [slot])).rows[0]?.booked;
  assert.equal(await booked(), 1);
  await house.work.run("test", async (tx) => {
    const now = house.clock.now();
    const today = now.toISOString().slice(0, 10);
    await voidPromise(tx, promise?.order_id as Id<"ord">, "cancelled", { today, now });
  });
  await settle();
  assert.equal(await booked(), 0);
  const again = (await quote()).choices.find(({ service }) => service === "window")?.slots ?? [];
  assert.equal(again[0]?.from, slot);
});

test("who comes when all windows are taken is told when it comes without one", async () => {
  const { token, choices } = await quote();
  const wanted = choices.find(({ service }) => service === "window")?.slots?.[0]?.from ?? "";
  // Everything for weeks, as if others had been faster.
  await house.database.pool.query(
    `insert into shipping_slots (service_key, starts_at, capacity, booked)
    select 'window', at, 1, 1 from generate_series($1::timestamptz - interval '9 days', $1::timestamptz + interval '40 days', interval '1 hour') at
    on conflict (service_key, starts_at) do update set booked = 1, capacity = 1`,
    [wanted],
  );
  const promise = await place({ ...standard, service: "window", quote: token, slot: wanted });
  assert.deepEqual([promise?.slot_from, promise?.first_latest, promise?.revisions], [null, wanted.slice(0, 10), 1]);
  assert.ok((promise?.latest ?? "") >= wanted.slice(0, 10));
});

test("an order is promised once, however often it is heard of", async () => {
  const promise = await place(standard);
  const event = await house.database.kysely
    .selectFrom("events")
    .selectAll()
    .where("type", "=", "order.placed")
    .where("subject", "=", promise?.shopper_id ?? "")
    .executeTakeFirstOrThrow();
  const reaction = byName.get("promises.accept-when-ordered");
  await house.work.run("test", async (tx) => {
    const { seq, id, type, subject, at, actor } = event;
    const data: unknown = event.data;
    const heard = { seq, id: id as ReturnType<typeof newId<"evt">>, type, subject, at, actor, recordedAt: at, data };
    await reaction?.run({ tx, clock: house.clock }, heard);
  });
  assert.deepEqual(await eventsOf(promise), ["promise.accepted"]);
});
