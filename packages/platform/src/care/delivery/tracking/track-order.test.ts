import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, recordBatch } from "../../../facts/intake/index.ts";
import { type GivenScan, recordScans } from "../../../facts/parcels/index.ts";
import type { ScanStatus } from "../../../facts/parcels/status.schema.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { newId, toWire } from "../../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";
import type { trackOrder } from "./tracking.contract.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
  await house.database.kysely.updateTable("retailer_settings").set({ time_zone: "Europe/Berlin" }).execute();
});
after(() => house.close());

const hour = 3_600_000;
const ago = (hours: number) => new Date(house.clock.now().getTime() - hours * hour);
let numbers = 0;

async function order() {
  const number = `T-${++numbers}`;
  const record = {
    ...{ type: "order", id: number, at: ago(48).toISOString(), shopper: "S-1", channel: "online", currency: "EUR" },
    lines: [{ sku: "TENT", quantity: 2, amount: 20_000 }],
  };
  await house.work.run("test", (tx) =>
    recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: false, now: house.clock.now() }),
  );
  const query = house.database.kysely.selectFrom("orders").select(["id", "shopper_id"]).where("key", "=", number);
  return { number, ...(await query.executeTakeFirstOrThrow()) };
}

const scan = (status: ScanStatus | undefined, hours: number, more: Partial<GivenScan> = {}): GivenScan => ({
  ...{ key: newId(), source: "test", code: status ?? "ZZ9", at: ago(hours), ...(status && { status }) },
  ...more,
});

const say = (number: string, trackingNumber: string, ...scans: GivenScan[]) =>
  house.work.run("test", (tx) =>
    recordScans(tx, [{ carrier: "UPS", trackingNumber, orders: [{ key: number }], scans }], {
      ...{ history: false, now: house.clock.now() },
    }),
  );

async function track(id: string): Promise<ContractOutput<typeof trackOrder>> {
  const headers = await house.authorization("agent");
  const answer = await house.server.inject({ url: `/v1/orders/${toWire("ord", id)}/tracking`, headers });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

async function promise(
  of: { id: string; shopper_id: string },
  first: string,
  latest = first,
  status = "open" as const,
) {
  const days = { first_earliest: first, first_latest: first, earliest: latest, latest };
  const nothing = { slot_from: null, slot_until: null, q50: 3, q90: 5, shop_latest: null, price: null };
  const unknown = { settled_on: null, delivered_on: null, cause: null, model_id: null, chance_at_handover: null };
  await house.database.kysely
    .insertInto("promises")
    .values({
      ...{ id: newId(), order_id: of.id, journey_id: newId(), shopper_id: of.shopper_id, lane: "-|-|-|-" },
      ...{ service: null, basis: "quoted", made_at: ago(48), starts_on: "2026-02-28", confidence: 0.93, status },
      ...days,
      ...nothing,
      ...unknown,
      revisions: first === latest ? 0 : 1,
    })
    .execute();
}

test("of an order nobody has said anything of, that is said, and nothing is made up", async () => {
  const { id, number } = await order();
  const view = await track(id);
  assert.deepEqual(
    { ...view, asOf: undefined },
    {
      ...{ orderId: toWire("ord", id), number, asOf: undefined, state: "not-shipped" },
      parcels: [],
      refunds: [],
      inbox: [],
    },
  );
});

test("the promise, the parcel's way and the age of the news stand together; a code nobody knows keeps its words", async () => {
  const one = await order();
  await promise(one, "2026-03-04");
  await say(one.number, "1Z1", scan("picked_up", 20, { place: "Hannover" }), scan(undefined, 2, { text: "Held <b>" }));
  const view = await track(one.id);
  assert.equal(view.state, "on-its-way");
  assert.deepEqual(view.promised, { earliest: "2026-03-04", latest: "2026-03-04", basis: "quoted" });
  assert.deepEqual(view.now, { ...days("2026-03-04"), basis: "promise", confidence: 0.93, inTen: 9 });
  assert.equal(view.heardAt, house.clock.now().toISOString());
  const [parcel] = view.parcels;
  assert.equal(parcel?.trackingUrl, "https://www.ups.com/track?tracknum=1Z1");
  assert.deepEqual(
    parcel?.timeline.map(({ status, text, place }) => ({ status, text, place })),
    [
      { status: undefined, text: "Held <b>", place: undefined },
      { status: "picked_up", text: undefined, place: "Hannover" },
    ],
  );
});
const days = (day: string) => ({ earliest: day, latest: day });

test("in trouble the day stays: the one that was promised, and the one that is expected now", async () => {
  const one = await order();
  await promise(one, "2026-03-03", "2026-03-05");
  await say(one.number, "1Z2", scan("in_transit", 20));
  const late = await track(one.id);
  assert.equal(late.state, "late");
  assert.deepEqual([late.promised?.latest, late.now], ["2026-03-03", { ...days("2026-03-05"), basis: "promise" }]);
  const because = [{ key: "delivery.because.weather", values: {} }];
  await house.database.kysely
    .insertInto("incidents")
    .values({
      ...{ id: newId(), order_id: one.id, shopper_id: one.shopper_id, parcel_id: null, promise_id: null },
      ...{ kind: "no-movement", fault: "weather", opened_at: ago(1), predicted: true, chance_late: 0.8 },
      ...{ promised_latest: "2026-03-03", new_earliest: "2026-03-06", new_latest: "2026-03-12" },
      ...{ because: JSON.stringify(because), decision_id: null, closed_at: null, outcome: null },
    })
    .execute();
  const trouble = await track(one.id);
  assert.equal(trouble.state, "in-trouble");
  assert.deepEqual(trouble.now, { earliest: "2026-03-06", latest: "2026-03-12", basis: "incident" });
  assert.deepEqual(
    [trouble.incident?.fault, trouble.incident?.because],
    ["weather", [{ ...because[0], text: "The weather is holding parcels up." }]],
  );
  const silence = [{ key: "delivery.because.silence", values: { days: 4 } }];
  const update = house.database.kysely.updateTable("incidents").set({ because: JSON.stringify(silence) });
  await update.where("order_id", "=", one.id).execute();
  assert.deepEqual(
    (await track(one.id)).incident?.because.map(({ text }) => text),
    ["The carrier had said nothing of the parcel for 4 days; there is news again."],
  );
});

test("the whole order has arrived with its last parcel; what the carrier estimates is better than nothing", async () => {
  const one = await order();
  const estimate = { estimatedFrom: ago(-24), estimatedUntil: ago(-48) };
  await say(one.number, "1Z3", scan("delivered", 3));
  await say(one.number, "1Z4", scan("in_transit", 2, estimate));
  const half = await track(one.id);
  assert.deepEqual(
    [half.state, half.now],
    ["on-its-way", { earliest: "2026-03-03", latest: "2026-03-04", basis: "carrier" }],
  );
  await say(one.number, "1Z4", scan("delivered", 1));
  const whole = await track(one.id);
  assert.deepEqual(
    [whole.state, whole.arrivedAt, whole.now, whole.heardAt],
    ["arrived", ago(1).toISOString(), undefined, undefined],
  );
});

test("money on its way back stands beside it", async () => {
  const one = await order();
  const headers = { ...(await house.authorization("agent")), "content-type": "application/json" };
  const payload = { amount: 800, reason: "late-delivery", reference: "case 7" };
  const url = `/v1/orders/${toWire("ord", one.id)}/refunds`;
  assert.equal((await house.server.inject({ method: "POST", url, headers, payload })).statusCode, 200);
  const [refund] = (await track(one.id)).refunds;
  assert.deepEqual([refund?.amount, refund?.reason, refund?.state], [800, "late-delivery", "on-its-way"]);
  assert.ok(refund && !("legs" in refund));
});

test("an order that does not exist is not found", async () => {
  const headers = await house.authorization("agent");
  const answer = await house.server.inject({ url: `/v1/orders/${toWire("ord", newId())}/tracking`, headers });
  assert.equal(answer.statusCode, 404);
});
