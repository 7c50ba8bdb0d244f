import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { toWire } from "../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../intake/index.ts";
import { knowsHolidays } from "./holidays.ts";
import { readOrderDelivery } from "./order-delivery.ts";
import { prepareHolidays } from "./prepare-holidays.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

async function call(
  method: "GET" | "PUT" | "DELETE",
  url: string,
  payload?: object,
  role: "manager" | "agent" = "manager",
) {
  const headers = await house.authorization(role);
  const answer = await house.server.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

const hamburg = {
  title: "Hamburg",
  country: "DE",
  subdivision: "HH",
  timeZone: "Europe/Berlin",
  workingDays: [5, 1, 2, 3, 4],
};
const standard = {
  ...{
    title: { en: "Standard", de: "Standard" },
    kind: "standard",
    carrier: "dhl",
    origin: "hamburg",
    countries: ["DE"],
  },
  ...{ price: 490, currency: "EUR", freeFrom: 5000, statedP50: 2, statedP90: 3 },
};
const evening = {
  ...standard,
  kind: "slot",
  slot: { hours: 2, bookDaysAhead: 3, from: "16:00", until: "20:00", capacity: 5 },
};

test("origins and services are saved as a whole under their keys, and read back in the order in which they are shown", async () => {
  assert.equal((await call("PUT", "/v1/shipping/origins/hamburg", hamburg)).status, 200);
  const saved = await call("PUT", "/v1/shipping/services/standard", standard);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.equal((await call("PUT", "/v1/shipping/services/evening", { ...evening, rank: 1 })).status, 200);
  assert.equal((await call("PUT", "/v1/shipping/services/standard", { ...standard, price: 590, rank: 2 })).status, 200);
  const { body: origins } = await call("GET", "/v1/shipping/origins", undefined, "agent");
  const usual = { cutOff: "14:00", observesHolidays: true, handlingDays: 0, closed: false };
  assert.deepEqual(origins, { items: [{ key: "hamburg", ...hamburg, ...usual, workingDays: [1, 2, 3, 4, 5] }] });
  const { body: services } = await call("GET", "/v1/shipping/services", undefined, "agent");
  assert.deepEqual(
    services.items.map(({ key, price }: { key: string; price: number }) => [key, price]),
    [
      ["evening", 490],
      ["standard", 590],
    ],
  );
});

test("what cannot be is refused with the field that is wrong", async () => {
  await call("PUT", "/v1/shipping/origins/hamburg", hamburg);
  const store = "sto_01h455vb4pex5vsknk084sn02q";
  const wrong: readonly (readonly [string, string, object])[] = [
    ["timeZone", "origins/x", { ...hamburg, timeZone: "Europe/Hamburg" }],
    ["cutOff", "origins/x", { ...hamburg, cutOff: "2 pm" }],
    ["workingDays", "origins/x", { ...hamburg, workingDays: [1, 1] }],
    ["storeId", "origins/x", { ...hamburg, storeId: store }],
    ["key", "origins/a|b", hamburg],
    ["origin", "services/x", { ...standard, origin: "atlantis" }],
    ["upgradeOf", "services/x", { ...standard, upgradeOf: "x" }],
    ["statedP90", "services/x", { ...standard, statedP90: 1 }],
    ["slot", "services/x", { ...standard, kind: "slot" }],
    ["slot/until", "services/x", { ...evening, slot: { ...evening.slot, until: "17:00" } }],
    ["storeId", "services/x", { ...standard, kind: "pickup" }],
    ["price", "services/x", { ...standard, price: -1 }],
    ["title", "services/x", { ...standard, title: {} }],
  ];
  for (const [field, path, payload] of wrong) {
    const { status, body } = await call("PUT", `/v1/shipping/${encodeURI(path)}`, payload);
    assert.equal(status, 400, `${field}: ${JSON.stringify(body)}`);
    assert.equal(body.fields[0].field, field);
  }
  assert.equal((await call("PUT", "/v1/shipping/origins/hamburg", hamburg, "agent")).status, 403);
});

test("the slots of a service stand by day with what is taken, holidays of a year by country", async () => {
  await call("PUT", "/v1/shipping/origins/hamburg", hamburg);
  await call("PUT", "/v1/shipping/services/evening", evening);
  const { body } = await call("GET", "/v1/shipping/services/evening/slots?days=7");
  // From Monday to Saturday, two a day.
  assert.equal(body.items.length, 12);
  assert.deepEqual(body.items[0], {
    ...{ from: "2026-03-02T15:00:00.000Z", until: "2026-03-02T17:00:00.000Z", capacity: 5, booked: 0 },
  });
  assert.equal((await call("GET", "/v1/shipping/services/nothing/slots")).status, 404);
  const holidays = (await call("GET", "/v1/shipping/holidays?country=DE&subdivision=HH&year=2026")).body.items;
  assert.ok(holidays.some(({ on }: { on: string }) => on === "2026-10-31"));
  assert.equal((await call("GET", "/v1/shipping/holidays?country=Germany&year=2026")).status, 400);
});

test("the holidays of all that is offered are worked out ahead, place by place, until all are known", async () => {
  await call("PUT", "/v1/shipping/origins/sevilla", { ...hamburg, country: "ES", subdivision: "AN" });
  await call("PUT", "/v1/shipping/services/iberia", { ...standard, origin: "sevilla", countries: ["PT", "ES"] });
  let rounds = 0;
  while ((await prepareHolidays(house.work, house.clock)) > 0) rounds++;
  assert.ok(rounds > 0);
  for (const place of [{ country: "ES", subdivision: "AN" }, { country: "PT" }])
    for (const year of [2025, 2026, 2027]) assert.ok(knowsHolidays(place, year), `${place.country} ${year}`);
});

test("an order keeps what was said of its delivery, without the whole post code; who is erased leaves no occasion behind", async () => {
  const lines = [{ sku: "A", quantity: 1, amount: 1000 }];
  const head = { type: "order", at: "2026-03-01T10:00:00Z", channel: "online", currency: "EUR", lines } as const;
  const occasion = { kind: "birthday", on: "2026-03-09" } as const;
  const records: IntakeRecordJson[] = [
    { type: "shopper", id: "ada", country: "NL" },
    {
      ...{ ...head, id: "O-1", shopper: "ada" },
      delivery: {
        service: "standard",
        origin: "hamburg",
        country: "DE",
        postCode: "22765",
        promised: { latest: "2026-03-05" },
        occasion,
      },
    },
    { ...head, id: "O-2", contact: { country: "GB", postCode: "EC1A 1BB" } },
    { ...head, id: "O-3", shopper: "ada" },
    { ...head, id: "O-4", shopper: "ada", delivery: { promised: { earliest: "2026-03-06", latest: "2026-03-05" } } },
  ];
  const record = (given: readonly IntakeRecordJson[]) =>
    house.work.run("test", (tx) =>
      recordBatch(
        tx,
        "shop",
        given.map((one) => IntakeRecord.parse(one)),
        { history: false, now: house.clock.now() },
      ),
    );
  const { outcomes } = await record(records);
  assert.deepEqual(
    outcomes.map((one) => (one.outcome === "rejected" ? one.field : one.outcome)),
    ["taken", "taken", "taken", "taken", "delivery/promised/earliest"],
  );
  const orders = await house.database.kysely.selectFrom("orders").select(["id", "key", "shopper_id"]).execute();
  const idOf = (key: string) => orders.find((order) => order.key === key)?.id ?? "";
  const read = (key: string) => house.work.run("test", (tx) => readOrderDelivery(tx, idOf(key)));
  const first = {
    service: "standard",
    origin: "hamburg",
    country: "DE",
    zone: "22",
    slotFrom: undefined,
    quote: undefined,
  };
  const promised = { earliest: undefined, latest: "2026-03-05" };
  assert.deepEqual(await read("O-1"), { ...first, promised, occasion });
  assert.equal((await read("O-2"))?.zone, "EC");
  assert.equal(await read("O-3"), undefined);

  const path = `/v1/orders/${toWire("ord", idOf("O-3"))}/occasion`;
  assert.deepEqual((await call("PUT", path, { occasion: { kind: "wedding" } })).body.occasion, { kind: "wedding" });
  assert.equal((await call("PUT", path, {})).body.occasion, undefined);
  assert.equal((await call("PUT", path, { occasion: { kind: "party" } })).status, 400);
  assert.equal((await call("PUT", `/v1/orders/${toWire("ord", crypto.randomUUID())}/occasion`, {})).status, 404);
  await call("PUT", path, { occasion });

  const ada = orders.find((order) => order.key === "O-1")?.shopper_id ?? "";
  assert.equal((await call("DELETE", `/v1/shoppers/${toWire("shp", ada)}/personal-data`)).status, 200);
  await record([{ ...head, id: "O-5", shopper: "ada", delivery: { occasion } }]);
  const marked = await house.database.pool.query(
    "select o.key from order_deliveries d join orders o on o.id = d.order_id where occasion_kind is not null order by 1",
  );
  assert.deepEqual(
    marked.rows.map(({ key }) => key),
    ["O-1", "O-3"],
    "forgotten by the reaction; what comes after the erasure is not even kept",
  );
});
