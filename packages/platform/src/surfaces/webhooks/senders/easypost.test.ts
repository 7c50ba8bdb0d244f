import assert from "node:assert/strict";
import { test } from "node:test";
import { easypost } from "./easypost.ts";

const secret = "sécret-of-easypost";
const path = "/v1/webhooks/x";
const raw = Buffer.from('{"id":"evt_1"}');
// Computed apart from the code, over the bytes as the documents have them.
const first = "hmac-sha256-hex=15378ff7bcce3af7318cda5a12453c49f00abbeacbafa87707dedfbfeac21004";
const second = {
  "x-hmac-signature-v2": "hmac-sha256-hex=c2a88aece8b7642d6b5f83fee146407c9579473e5abd464bdcaac83445339ab5",
  "x-timestamp": "Mon, 02 Mar 2026 09:00:00 +0000",
  "x-path": path,
};
const context = { topic: "tracker.updated", source: "easypost", timeZone: "Europe/Berlin" };

test("the example that all of EasyPost's own clients are tested with is signed", () => {
  const status = { created: 0, queued_for_purchase: 0, creation_failed: 0, postage_purchased: 0 };
  const batch = { id: "batch_123...", object: "Batch", mode: "test", state: "created", num_shipments: 0 };
  const at = "2022-07-26T17:22:32Z";
  const more = { reference: null, created_at: at, updated_at: at, scan_form: null, shipments: [] };
  const counts = { status: { ...status, postage_purchase_failed: 0 }, pickup: null, label_url: null };
  const about = { description: "batch.created", mode: "test", previous_attributes: null, completed_urls: null };
  const end = { user_id: "user_123...", status: "pending", object: "Event", id: "evt_123..." };
  const body = Buffer.from(JSON.stringify({ result: { ...batch, ...more, ...counts }, ...about, ...end }));
  const known = "hmac-sha256-hex=e93977c8ccb20363d51a62b3fe1fc402b7829be1152da9e88cf9e8d07115a46b";
  const request = { raw: body, path, headers: { "x-hmac-signature": known } };
  assert.equal(easypost.isSigned(request, "sécret"), true);
  assert.equal(easypost.isSigned(request, "secret"), false);
  assert.equal(easypost.isSigned({ ...request, raw: Buffer.from(`${body}\n`) }, "sécret"), false);
});

test("the newer signature covers time, path and body, and the older one does not stand in for it", () => {
  const request = { raw, path, headers: second };
  assert.equal(easypost.isSigned(request, secret), true);
  const { "x-hmac-signature-v2": signature, ...unsigned } = second;
  const bare = { ...unsigned, "x-hmac-signature-v2": signature.replace("hmac-sha256-hex=", "") };
  assert.equal(easypost.isSigned({ ...request, headers: bare }, secret), true, "the prefix may be absent");
  const changed = [
    { ...request, raw: Buffer.from('{"id":"evt_2"}') },
    { ...request, path: "/v1/webhooks/y" },
    { ...request, headers: { ...second, "x-timestamp": "Mon, 02 Mar 2026 09:00:01 +0000" } },
    { ...request, headers: { ...second, "x-path": `/other${path}` } },
    { ...request, headers: { ...second, "x-hmac-signature-v2": first, "x-hmac-signature": first } },
    { ...request, headers: unsigned },
  ];
  for (const one of changed) assert.equal(easypost.isSigned(one, secret), false, JSON.stringify(one.headers));
  assert.equal(easypost.isSigned({ raw, path, headers: { "x-hmac-signature": first } }, secret), true);
});

test("a signed time is good for ten minutes, an event's own for three days", () => {
  const at = (minutes: number) => new Date(Date.parse("2026-03-02T09:00:00Z") + minutes * 60_000);
  const newer = [-11, -9, 9, 11].map((minutes) => easypost.isFresh({ raw, path, headers: second }, {}, at(minutes)));
  assert.deepEqual(newer, [false, true, true, false]);
  const body = { created_at: "2026-03-02T09:00:00Z" };
  const older = [-11, -9, 71 * 60, 73 * 60].map((minutes) =>
    easypost.isFresh({ raw, path, headers: { "x-hmac-signature": first } }, body, at(minutes)),
  );
  assert.deepEqual(older, [false, true, true, false]);
  const unreadable = { ...second, "x-timestamp": "yesterday" };
  assert.equal(easypost.isFresh({ raw, path, headers: unreadable }, {}, at(0)), false);
});

const detail = {
  ...{ object: "TrackingDetail", message: "Arrived", status: "in_transit", status_detail: "arrived_at_facility" },
  ...{ datetime: "2026-03-01T18:22:00Z", tracking_location: { city: "CHARLESTON", country: "US", zip: null } },
};
const event = {
  ...{ id: "evt_7", object: "Event", description: "tracker.updated", created_at: "2026-03-02T09:00:00Z" },
  result: {
    ...{
      id: "trk_1",
      object: "Tracker",
      tracking_code: "9400110898825022579493",
      carrier: "USPS",
      shipment_id: "shp_1",
    },
    ...{ est_delivery_date: "2026-03-04T00:00:00Z", updated_at: "2026-03-02T08:59:00Z", is_return: false },
    tracking_details: [detail, { ...detail, datetime: null }, { ...detail, status_detail: null, status: "delivered" }],
  },
};

test("a tracker's details become scans, told by what they say, and its estimate is news beside them", () => {
  const [parcel] = easypost.read(event, context).parcels ?? [];
  const told = { source: "easypost", at: new Date("2026-03-01T18:22:00Z"), text: "Arrived" };
  const where = { place: "CHARLESTON", country: "US" };
  assert.deepEqual(parcel, {
    name: { source: "easypost", key: "easypost/trk_1" },
    ...{ carrier: "USPS", trackingNumber: "9400110898825022579493", shipmentKey: "shp_1" },
    scans: [
      { ...told, code: "in_transit/arrived_at_facility", parent: "in_transit", ...where },
      { ...told, code: "delivered/unknown", parent: "delivered", ...where },
      {
        ...{ source: "easypost", code: "edd_estimate", key: "easypost:edd/2026-03-04T00:00:00Z/3" },
        ...{ at: new Date("2026-03-02T08:59:00Z"), estimatedUntil: new Date("2026-03-04T22:59:00Z") },
      },
    ],
  });
});

test("an event is named by its id, others than a tracker's say nothing, and what is none is told", () => {
  const request = { raw, path, headers: second };
  assert.deepEqual(easypost.nameOf(request, event), { eventKey: "evt_7", topic: "tracker.updated" });
  assert.equal(easypost.nameOf(request, { ...event, id: undefined }), undefined);
  assert.deepEqual(easypost.read({ ...event, description: "batch.created" }, context), {});
  const back = easypost.read({ ...event, result: { ...event.result, is_return: true } }, context);
  assert.equal(back.parcels?.[0]?.direction, "return");
});
