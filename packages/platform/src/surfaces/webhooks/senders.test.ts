import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { type TestHouse, testHouse } from "../../testing.ts";
import { readDeliveries } from "./index.ts";
import type { SenderName } from "./sender-name.schema.ts";
import { type TestIntake, testIntake } from "./testing.ts";

let intake: TestIntake<TestHouse>;
before(async () => {
  intake = await testIntake(await testHouse());
});
after(() => intake.close());

const hmac = (secret: string, body: string) => createHmac("sha256", secret).update(body);

/** Each sender as it sends, with the secret that it was given or made. */
const wire: Partial<Record<SenderName, (secret: string, body: string) => Record<string, string>>> = {
  aftership: (secret, body) => ({ "aftership-hmac-sha256": hmac(secret, body).digest("base64") }),
  shopify: (secret, body) => ({ "x-shopify-hmac-sha256": hmac(secret, body).digest("base64") }),
  stripe: (secret, body) => {
    const time = String(Math.floor(intake.house.clock.real().getTime() / 1000));
    const signature = hmac(secret, `${time}.${body}`).digest("hex");
    return { "stripe-signature": `t=${time},v1=${signature}` };
  },
  easypost: (secret, body) => ({
    "x-hmac-signature": `hmac-sha256-hex=${hmac(secret.normalize("NFKD"), body).digest("hex")}`,
  }),
};

async function send(
  sender: SenderName,
  endpoint: { path: string; secret: string },
  event: object,
  altered = "",
  more: Record<string, string> = {},
) {
  const body = JSON.stringify(event);
  const headers = { "content-type": "application/json", ...wire[sender]?.(endpoint.secret, body), ...more };
  const payload = body + altered;
  return (await intake.server.inject({ method: "POST", url: endpoint.path, headers, payload })).statusCode;
}

const readAll = async () => {
  while ((await readDeliveries(intake.house)) > 0);
};

const parcelsOf = async (trackingNumber: string) =>
  intake.house.database.kysely
    .selectFrom("parcels")
    .select(["status", "carrier", "direction", "estimated_until"])
    .where("tracking_number", "=", trackingNumber)
    .execute();

const states = async (endpointId: string) => {
  const headers = await intake.house.authorization("manager");
  const url = `/v1/webhook-deliveries?endpointId=${endpointId}`;
  const { items } = (await intake.server.inject({ url, headers })).json<{
    items: { state: string; topic: string }[];
  }>();
  return items.map(({ state, topic }) => `${topic} ${state}`);
};

test("AfterShip: an update that comes twice, with its checkpoints in any order, leaves the parcel where its scans say", async () => {
  const endpoint = await intake.endpoint("aftership", "aftership", "a-secret-of-aftership");
  const ts = intake.house.clock.real().getTime() / 1000;
  const at = (hours: number) => new Date((ts + hours * 3600) * 1000).toISOString();
  const checkpoint = (subtag: string, hours: number) => {
    return { checkpoint_time: at(hours), tag: subtag.replace(/_.*/, ""), subtag, hash: `${subtag}${hours}` };
  };
  const msg = { id: "as-1", tracking_number: "00340434161094042557", slug: "dhl-germany", order_number: "#1001" };
  const update = (event_id: string, checkpoints: object[]) => ({
    ...{ ts, event: "tracking_update", event_id },
    msg: { ...msg, checkpoints, latest_estimated_delivery: { datetime: at(30) } },
  });
  const events = [
    update("e2", [
      checkpoint("Delivered_001", -1),
      checkpoint("OutForDelivery_001", -5),
      checkpoint("InTransit_002", -20),
    ]),
    update("e1", [checkpoint("InTransit_002", -20)]),
    update("e2", []),
  ];
  for (const event of events) assert.equal(await send("aftership", endpoint, event), 200);
  assert.equal(await send("aftership", endpoint, update("e3", []), " "), 401, "altered by a byte");
  assert.equal(await send("aftership", endpoint, { ...update("e4", []), ts: ts - 73 * 3600 }), 401);
  assert.equal(await send("aftership", endpoint, { event: "tracking_update" }), 400);
  await readAll();
  const [parcel, ...others] = await parcelsOf(msg.tracking_number);
  assert.deepEqual([parcel?.status, parcel?.estimated_until, others], ["delivered", new Date(at(30)), []]);
  assert.deepEqual(await states(endpoint.id), [" malformed", "tracking_update read", "tracking_update read"]);
});

test("EasyPost: a tracker that comes whole each time is taken once", async () => {
  const endpoint = await intake.endpoint("easypost", "easypost", "sécret-of-easypost");
  const created_at = intake.house.clock.real().toISOString();
  const detail = (status: string, status_detail: string, datetime: string) => ({ status, status_detail, datetime });
  const details = [
    detail("in_transit", "received_at_origin_facility", "2026-03-01T08:00:00Z"),
    detail("return_to_sender", "return", "2026-03-01T20:00:00Z"),
  ];
  const tracker = { id: "trk_1", tracking_code: "9400110898825022579493", carrier: "USPS" };
  const event = (id: string, tracking_details: object[], description = "tracker.updated") => {
    return { id, description, created_at, result: { ...tracker, tracking_details } };
  };
  assert.equal(await send("easypost", endpoint, event("evt_1", details.slice(0, 1), "tracker.created")), 200);
  assert.equal(await send("easypost", endpoint, event("evt_2", details)), 200);
  assert.equal(await send("easypost", endpoint, event("evt_2", details)), 200);
  assert.equal(await send("easypost", endpoint, event("evt_3", details, "batch.created")), 200);
  assert.equal(await send("easypost", endpoint, event("evt_4", details), "x"), 401);
  await readAll();
  const [parcel, ...others] = await parcelsOf(tracker.tracking_code);
  assert.deepEqual([parcel?.status, parcel?.carrier, others], ["returning", "usps", []]);
  const { rows } = await intake.house.database.pool.query(
    "select count(*)::int as count from scans s join parcels p on p.id = s.parcel_id where p.tracking_number = $1",
    [tracker.tracking_code],
  );
  assert.equal(rows[0].count, 2);
  assert.deepEqual(await states(endpoint.id), ["batch.created read", "tracker.updated read", "tracker.created read"]);
});

test("Shopify: events of a fulfilment before its numbers, an order after its parcels, a scan that is taken back", async () => {
  const endpoint = await intake.endpoint("shopify", "north", "a-client-secret-of-shopify");
  const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00Z`;
  const tell = async (topic: string, event: object, altered = "") => {
    const status = await send("shopify", endpoint, event, altered, { "x-shopify-topic": topic });
    await readAll();
    return status;
  };
  const fulfillment = { id: 71, name: "#N-1001.1", status: "success", tracking_company: "DHL", created_at: at(0) };
  const event = (id: number, status: string, minute: number) => {
    return { id, fulfillment_id: 71, status, happened_at: at(minute) };
  };
  assert.equal(await tell("fulfillment_events/create", event(1, "in_transit", 5)), 200);
  const numbered = { ...fulfillment, tracking_number: "JD014600001234567890" };
  assert.equal(await tell("fulfillments/create", numbered), 200);
  assert.equal(await tell("fulfillments/create", numbered), 200);
  assert.equal(await tell("fulfillment_events/create", event(2, "delivered", 9)), 200);
  assert.equal(await tell("fulfillments/update", numbered, " "), 401);
  const state = async () => (await parcelsOf("JD014600001234567890")).map(({ status }) => status);
  assert.deepEqual(await state(), ["delivered"], "one parcel, with what was said before its number");
  assert.equal(await tell("fulfillment_events/delete", event(2, "delivered", 9)), 200);
  assert.deepEqual(await state(), ["in_transit"]);
  const line = { id: 1, sku: "MUG", quantity: 1, price: "12.50" };
  const order = {
    id: 5,
    name: "#N-1001",
    created_at: at(1),
    currency: "EUR",
    taxes_included: true,
    line_items: [line],
  };
  assert.equal(await tell("orders/create", { ...order, customer: { id: 11, email: "ada@example.com" } }), 200);
  const { rows } = await intake.house.database.pool.query(
    `select o.key, o.total::int as total, s.key as shopper from parcels p join parcel_orders l on l.parcel_id = p.id
    join orders o on o.id = l.order_id join shoppers s on s.id = o.shopper_id where p.tracking_number = $1`,
    ["JD014600001234567890"],
  );
  assert.deepEqual(rows, [{ key: "N-1001", total: 1250, shopper: "11" }]);
  assert.equal(await tell("customers/redact", { customer: { id: 11 } }), 200);
  assert.equal((await states(endpoint.id))[0], "customers/redact parked");
});

test("Shopify: an event about a shipment of several parcels is said of each", async () => {
  const endpoint = await intake.endpoint("shopify", "south", "a-client-secret-of-shopify");
  const tell = (topic: string, event: object) => send("shopify", endpoint, event, "", { "x-shopify-topic": topic });
  const numbers = ["JD014600009999999991", "JD014600009999999992"];
  const created_at = "2026-03-01T10:00:00Z";
  await tell("fulfillments/create", {
    id: 72,
    name: "#S-1.1",
    status: "success",
    created_at,
    tracking_numbers: numbers,
  });
  await tell("fulfillment_events/create", {
    id: 3,
    fulfillment_id: 72,
    status: "out_for_delivery",
    happened_at: created_at,
  });
  await readAll();
  for (const number of numbers)
    assert.deepEqual(
      (await parcelsOf(number)).map(({ status }) => status),
      ["out_for_delivery"],
    );
});

test("a secret that the sender makes has to be given", async () => {
  const headers = await intake.house.authorization("admin");
  const payload = { sender: "aftership", source: "another" };
  const answer = await intake.server.inject({ method: "POST", url: "/v1/webhook-endpoints", headers, payload });
  assert.deepEqual(
    [answer.statusCode, answer.json<{ fields: { field: string }[] }>().fields[0]?.field],
    [400, "secret"],
  );
});

test("Stripe: what it says of a refund that somebody made at its own pages is read, and changes nothing", async () => {
  const endpoint = await intake.endpoint("stripe", "stripe", "whsec_0123456789abcdef01234567");
  const object = { id: "re_made_elsewhere", object: "refund", status: "succeeded", metadata: {} };
  const event = { id: "evt_1", object: "event", type: "refund.updated", data: { object } };
  assert.deepEqual([await send("stripe", endpoint, event), await send("stripe", endpoint, event, " ")], [200, 401]);
  await readAll();
  assert.deepEqual(await states(endpoint.id), ["refund.updated read"]);
});
