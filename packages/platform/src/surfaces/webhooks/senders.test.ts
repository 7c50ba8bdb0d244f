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
  easypost: (secret, body) => ({
    "x-hmac-signature": `hmac-sha256-hex=${hmac(secret.normalize("NFKD"), body).digest("hex")}`,
  }),
};

async function send(sender: SenderName, endpoint: { path: string; secret: string }, event: object, altered = "") {
  const body = JSON.stringify(event);
  const headers = { "content-type": "application/json", ...wire[sender]?.(endpoint.secret, body) };
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

test("a secret that the sender makes has to be given", async () => {
  const headers = await intake.house.authorization("admin");
  const payload = { sender: "aftership", source: "another" };
  const answer = await intake.server.inject({ method: "POST", url: "/v1/webhook-endpoints", headers, payload });
  assert.deepEqual(
    [answer.statusCode, answer.json<{ fields: { field: string }[] }>().fields[0]?.field],
    [400, "secret"],
  );
});
