import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { aftership } from "./aftership.ts";

const secret = "ed0bd0d0a2a64f0da8c1d7b3d1a2b3c4";
const event = {
  ts: 1_772_442_000,
  event: "tracking_update",
  event_id: "a5e2a7a1-9f9c-4a5e-8d7a-000000000001",
  is_tracking_first_tag: true,
  msg: {
    id: "k5lh7dy7vvqeck71p5loe011",
    tracking_number: "00340434161094042557",
    slug: "dhl-germany",
    order_id: "4477",
    order_number: "#1001",
    shipment_direction: "outbound",
    tag: "OutForDelivery",
    latest_estimated_delivery: { type: "specific", source: "carrier", datetime: "2026-03-03", datetime_min: null },
    checkpoints: [
      {
        checkpoint_time: "2026-03-01T18:22:00+01:00",
        tag: "InTransit",
        subtag: "InTransit_002",
        hash: "h1",
        city: "Bremen",
      },
      {
        checkpoint_time: "2026-03-02T04:10:00",
        tag: "InTransit",
        subtag: "InTransit_077",
        hash: "h2",
        message: "Sorted",
      },
      { checkpoint_time: "soon", tag: "InTransit", subtag: "InTransit_001", hash: "h3" },
      null,
    ],
  },
};
const raw = Buffer.from(JSON.stringify(event));
const signed = (body: Buffer, header = "aftership-hmac-sha256") => ({
  raw: body,
  path: "/v1/webhooks/x",
  headers: { [header]: createHmac("sha256", secret).update(body).digest("base64") },
});
const context = { topic: "tracking_update", source: "aftership", timeZone: "Europe/Berlin" };

test("a signature as it is on the wire fits, and no other", () => {
  // Computed apart from the code: openssl dgst -sha256 -hmac SECRET -binary | base64, over these bytes.
  const known = { "aftership-hmac-sha256": "T28/uC+mMdzKEvI+OkWqmiaO2UmL5/F0wHdUgh7U3Lw=" };
  assert.equal(aftership.isSigned({ raw: Buffer.from('{"ts":1}'), path: "/", headers: known }, secret), true);
  assert.equal(aftership.isSigned(signed(raw), secret), true);
  assert.equal(aftership.isSigned({ ...signed(raw), raw: Buffer.from(`${raw} `) }, secret), false);
  const again = Buffer.from(JSON.stringify(JSON.parse(raw.toString()), null, 1));
  assert.equal(aftership.isSigned({ ...signed(raw), raw: again }, secret), false, "the same JSON in other bytes");
  assert.equal(aftership.isSigned(signed(raw), `${secret}0`), false);
  for (const other of ["as-signature-hmac-sha256", "am-webhook-signature"])
    assert.equal(aftership.isSigned(signed(raw, other), secret), false, other);
});

test("it is fresh for 72 hours, as long as AfterShip tries", () => {
  const at = (hours: number) => new Date((event.ts + hours * 3600) * 1000);
  const fresh = [-0.2, -0.1, 71, 73].map((hours) => aftership.isFresh(signed(raw), event, at(hours)));
  assert.deepEqual(fresh, [false, true, true, false]);
});

test("an event is named by its id; what lacks one is no event", () => {
  assert.deepEqual(aftership.nameOf(signed(raw), event), { eventKey: event.event_id, topic: "tracking_update" });
  for (const missing of ["ts", "event", "event_id", "msg"])
    assert.equal(aftership.nameOf(signed(raw), { ...event, [missing]: undefined }), undefined, missing);
});

test("checkpoints become scans under their hash, times without a zone are the shop's, and the estimate is news beside them", () => {
  const [parcel] = aftership.read(event, context).parcels ?? [];
  assert.deepEqual(parcel, {
    name: { source: "aftership", key: "aftership/k5lh7dy7vvqeck71p5loe011" },
    carrier: "dhl-germany",
    trackingNumber: "00340434161094042557",
    orders: [{ key: "#1001" }],
    scans: [
      {
        ...{ source: "aftership", code: "InTransit_002", parent: "InTransit", key: "aftership:h1" },
        ...{ at: new Date("2026-03-01T17:22:00Z"), text: undefined, place: "Bremen" },
      },
      {
        ...{ source: "aftership", code: "InTransit_077", parent: "InTransit", key: "aftership:h2" },
        ...{ at: new Date("2026-03-02T03:10:00Z"), text: "Sorted", place: undefined },
      },
      {
        ...{ source: "aftership", code: "edd_revise", key: "aftership:edd/2026-03-03/2026-03-03" },
        at: new Date(event.ts * 1000),
        estimatedFrom: new Date("2026-03-02T23:00:00Z"),
        estimatedUntil: new Date("2026-03-03T22:59:00Z"),
      },
    ],
  });
});

test("a revised estimate counts each time; that nothing happened is heard; what comes back is a return", () => {
  const revised = aftership.read({ ...event, event: "edd_revise" }, context).parcels?.[0]?.scans.at(-1);
  assert.equal(revised?.key, `aftership:edd/${event.event_id}`);
  const { latest_estimated_delivery: _, ...msg } = event.msg;
  const pending = aftership.read({ ...event, event: "tracking_pending_time", msg }, context);
  assert.deepEqual(pending.parcels?.[0]?.scans, []);
  const back = aftership.read({ ...event, msg: { ...msg, shipment_direction: "return" } }, context);
  assert.equal(back.parcels?.[0]?.direction, "return");
  assert.deepEqual(aftership.read({ ...event, msg: {} }, context), {});
});
