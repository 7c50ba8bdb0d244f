import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestHouse, testHouse } from "../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const send = async (url: string, payload: object, role: "service" | "agent" | "associate" | "manager" = "service") => {
  const method = url.startsWith("PUT ") ? "PUT" : "POST";
  const headers = { ...(await house.authorization(role)), "content-type": "application/json" };
  const { statusCode, body } = await house.server.inject({
    method,
    url: url.replace(/^[A-Z]+ /, ""),
    headers,
    payload,
  });
  return { status: statusCode, body: JSON.parse(body) };
};
const scans = (...records: unknown[]) => send("POST /v1/parcels/scans", { source: "tracker", scans: records });
const at = "2026-02-03T10:00:00Z";

test("scans are taken without their type, each bad one is answered with index, field and reason", async () => {
  const good = { id: "1", trackingNumber: "00340434161094042557", carrier: "DHL", at, status: "in_transit" };
  const { status, body } = await scans(
    good,
    { ...good, id: "2", trackingNumber: undefined },
    { ...good, id: "3", status: "vanished" },
    { ...good, id: "4", at: "2099-01-01T00:00:00Z" },
    { ...good, id: "5", estimatedFrom: "2099-02-02T00:00:00Z", estimatedUntil: "2099-02-01T00:00:00Z" },
    { ...good, id: "6", estimatedUntil: "2099-02-02T00:00:00Z" },
    { ...good, id: "7", type: "order", place: "x".repeat(81) },
    null,
    "scan",
    good,
  );
  assert.equal(status, 200);
  assert.deepEqual([body.taken, body.known], [2, 1]);
  const bad = (body.rejected as { index: number; field: string }[]).map(({ index, field }) => [index, field]);
  assert.deepEqual(bad, [
    [1, "parcel"],
    [2, "status"],
    [3, "at"],
    [4, "estimatedUntil"],
    [6, "place"],
    [7, ""],
    [8, ""],
  ]);
});

test("a parcel record and the scans of others meet in one parcel, whichever comes first", async () => {
  const order = {
    ...{ type: "order", id: "O-1", at: "2026-02-01T10:00:00Z", channel: "online", currency: "EUR" },
    lines: [{ sku: "MUG", quantity: 2, amount: 1000 }],
  };
  const parcel = { type: "parcel", id: "P-1", order: "O-1", carrier: "UPS", trackingNumber: "1Z999AA10123456784" };
  const shippedAt = "2026-02-01T18:00:00Z";
  const told = { id: "s1", carrier: "ups", trackingNumber: "1z999aa10123456784", at, status: "out_for_delivery" };
  assert.equal((await scans(told)).body.taken, 1);
  const events = (...records: object[]) => send("POST /v1/events", { source: "shop", records });
  const lines = [{ sku: "MUG", quantity: 2 }];
  assert.equal((await events({ ...parcel, lines, shippedAt })).body.taken, 1, "before its order");
  assert.equal((await events({ ...parcel, lines, shippedAt })).body.known, 1);
  assert.equal((await events(order)).body.taken, 1);
  const { rows } = await house.database.pool.query(
    `select p.status, p.shopper_id is not null as matched, (select count(*)::int from parcel_lines l where l.parcel_id = p.id) as lines
      from parcels p where tracking_number = '1Z999AA10123456784'`,
  );
  assert.deepEqual(rows, [{ status: "out_for_delivery", matched: true, lines: 1 }]);
  const facts = await house.database.pool.query(
    "select type from events where type like 'parcel.%' and data->>'shopperId' is not null order by seq",
  );
  assert.deepEqual(
    facts.rows.map(({ type }) => type),
    ["parcel.shipped", "parcel.matched"],
  );
});

test("a code whose meaning is not sent keeps the state and waits to be mapped; neither code nor meaning is refused", async () => {
  const of = { trackingNumber: "RAWCODE001", at };
  const known = { ...of, id: "raw-1", status: "in_transit" };
  const { body } = await scans(known, { ...of, id: "raw-2", code: "QQ7" }, { ...of, id: "raw-3" });
  assert.equal(body.taken, 2);
  assert.deepEqual(
    (body.rejected as { index: number; field: string }[]).map(({ index, field }) => [index, field]),
    [[2, "status"]],
  );
  const { rows } = await house.database.pool.query("select status from parcels where tracking_number = 'RAWCODE001'");
  assert.deepEqual(rows, [{ status: "in_transit" }]);
  const headers = await house.authorization("manager");
  const listed = await house.server.inject({ url: "/v1/scan-codes", headers });
  assert.match(listed.body, /QQ7/);
});

test("a tracker names the orders of the shop, a shop its own", async () => {
  const order = {
    ...{ type: "order", id: "O-9", at: "2026-02-01T10:00:00Z", channel: "online", currency: "EUR" },
    lines: [{ sku: "MUG", quantity: 1, amount: 500 }],
  };
  await send("POST /v1/events", { source: "shop", records: [order] });
  const scan = { id: "o9", order: "#O-9", at, status: "in_transit" };
  await scans({ ...scan, trackingNumber: "OWNORDER001" });
  const other = { ...order, id: "X-1" };
  await send("POST /v1/events", {
    source: "othershop",
    records: [other, { ...scan, type: "scan", trackingNumber: "OWNORDER002" }],
  });
  const { rows } = await house.database.pool.query(
    "select shopper_id is not null as matched from parcels where tracking_number like 'OWNORDER%' order by tracking_number",
  );
  assert.deepEqual(rows, [{ matched: true }, { matched: false }]);
});

test("a parcel that is said to bring goods back of an unknown parcel, or holds lines of a foreign order, is refused by the field", async () => {
  const parcel = { type: "parcel", id: "R-1", order: "O-1", direction: "return", shippedAt: at };
  const { body } = await send("POST /v1/events", {
    source: "shop",
    records: [
      { ...parcel, forwardParcel: "P-404" },
      { ...parcel, id: "R-2", lines: [{ sku: "MUG", quantity: 1, order: "O-77" }] },
      { ...parcel, id: "R-3", forwardParcel: "P-1" },
    ],
  });
  assert.equal(body.taken, 1);
  assert.deepEqual(
    (body.rejected as { index: number; field: string }[]).map(({ index, field }) => [index, field]),
    [
      [0, "forwardParcel"],
      [1, "lines/0/order"],
    ],
  );
});

test("codes with a slash are mapped over HTTP; the desk records scans, a counter does not", async () => {
  const { rows } = await house.database.pool.query("select id from parcels limit 1");
  await house.database.pool.query(
    `insert into scan_codes (source, code, by_parent, seen, first_seen_at, last_seen_at, example_parcel_id)
      values ('easypost', 'in_transit/brand new', true, 1, now(), now(), $1)`,
    [rows[0]?.id],
  );
  const url = `PUT /v1/scan-codes/easypost/${encodeURIComponent("in_transit/brand new")}`;
  const { status, body } = await send(url, { status: "customs" }, "manager");
  assert.deepEqual([status, body.code, body.fault], [200, "in_transit/brand new", "customs"]);
  assert.equal((await send(url, { status: "customs" }, "agent")).status, 403);
  assert.equal((await send(url, { status: "gone" }, "manager")).status, 400);
  const scan = { id: "desk-1", trackingNumber: "1Z999AA10123456784", at, status: "delayed", retracts: "tracker:s1" };
  const desk = { source: "desk", scans: [scan] };
  assert.equal((await send("POST /v1/parcels/scans", desk, "associate")).status, 403);
  assert.equal((await send("POST /v1/parcels/scans", desk, "agent")).body.taken, 1);
  const parcels = await house.database.pool.query(
    "select status from parcels where tracking_number = '1Z999AA10123456784'",
  );
  assert.deepEqual(parcels.rows, [{ status: "picked_up" }], "the desk took back what the tracker had said");
});
