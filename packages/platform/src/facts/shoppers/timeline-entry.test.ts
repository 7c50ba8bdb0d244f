import assert from "node:assert/strict";
import { test } from "node:test";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { timelineEntry } from "./timeline-entry.ts";

function entryOf(type: string, data: Record<string, unknown>) {
  const at = new Date("2026-03-02T09:00:00Z");
  return timelineEntry({ seq: 1n, id: newId(), type, subject: newId(), at, recordedAt: at, actor: "-", data });
}

test("facts of upper floors are shown by their own values, with a link to the thing itself", () => {
  const decisionId = toWire("dec", newId());
  const decided = entryOf("decision.made", {
    decisionId,
    shopperId: toWire("shp", newId()),
    chosen: "amount-5",
    terms: { kind: "amount-off", amount: 500 },
    currency: "EUR",
    mode: "best",
  });
  assert.equal(decided.subject, decisionId);
  assert.deepEqual(decided.values, { mode: "best" });
  assert.deepEqual(decided.action, { id: "amount-5", terms: { kind: "amount-off", amount: 500 }, currency: "EUR" });
  assert.equal(decided.amount, undefined);
});

test("a payment and a parcel link to their order, and money keeps its currency", () => {
  const orderId = toWire("ord", newId());
  const paid = entryOf("payment.captured", {
    paymentId: "pay_1",
    orderId,
    method: "card",
    amount: 1250,
    currency: "EUR",
  });
  assert.equal(paid.subject, orderId);
  assert.deepEqual(paid.amount, { amount: 1250n, currency: "EUR" });
  assert.deepEqual(paid.values, { method: "card" });
  assert.equal(entryOf("parcel.shipped", { parcelId: "pcl_1", orderId }).subject, orderId);
  const moved = entryOf("parcel.status-changed", {
    parcelId: "pcl_1",
    orderIds: [orderId],
    from: "customs",
    to: "lost",
  });
  assert.deepEqual([moved.subject, moved.values], [orderId, { from: "customs", to: "lost" }]);
  assert.equal(entryOf("parcel.status-changed", { parcelId: "pcl_1", orderIds: [] }).subject, undefined);
});

test("an event of which nothing is known is shown with its time alone", () => {
  const { subject, values, amount } = entryOf("something.new", { flag: true, nested: { a: 1 } });
  assert.deepEqual({ subject, values, amount }, { subject: undefined, values: {}, amount: undefined });
});

test("what was given before terms were kept, or reads no more, is known by its identifier", () => {
  const before = entryOf("offer.issued", { offerId: "ofr_1", action: "percent-10" });
  assert.deepEqual(before.action, { id: "percent-10", terms: undefined, currency: undefined });
  const broken = entryOf("offer.issued", { offerId: "ofr_1", action: "x", terms: { kind: "balloon" } });
  assert.equal(broken.action?.terms, undefined);
});
