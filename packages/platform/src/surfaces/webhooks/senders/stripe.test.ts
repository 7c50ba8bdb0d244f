import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { stripe } from "./stripe.ts";

const secret = "whsec_0123456789abcdef0123456789abcdef";
const now = new Date("2026-03-02T09:00:00Z");
const time = now.getTime() / 1000;
const refund = { id: "re_1", object: "refund", status: "succeeded", metadata: null };
const event = { id: "evt_1", object: "event", type: "refund.updated", data: { object: refund } };
const raw = Buffer.from(JSON.stringify(event));
const sign = (with_ = secret, at = time, body = raw) =>
  createHmac("sha256", with_).update(`${at}.`).update(body).digest("hex");
const request = (signature: string, body = raw) => ({
  ...{ headers: { "stripe-signature": signature }, raw: body, path: "/v1/webhooks/whe_1" },
});

test("is signed over the time and the very bytes; one of several signatures is enough", () => {
  assert.equal(stripe.isSigned(request(`t=${time},v1=${sign()}`), secret), true);
  assert.equal(stripe.isSigned(request(`t=${time},v1=${sign("whsec_old")},v1=${sign()},v0=x`), secret), true);
  const altered = Buffer.from(raw.toString().replace("succeeded", "failed"));
  for (const asked of [
    request(`t=${time},v1=${sign()}`, altered),
    request(`t=${time + 1},v1=${sign()}`),
    request(`v1=${sign()}`),
    request(`t=${time},v0=${sign()}`),
    request(""),
  ])
    assert.equal(stripe.isSigned(asked, secret), false);
});

test("is taken for five minutes by its signed time", () => {
  const fresh = (seconds: number) => stripe.isFresh(request(`t=${time + seconds},v1=x`), undefined, now);
  assert.deepEqual([fresh(0), fresh(-299), fresh(-301), fresh(301)], [true, true, false, false]);
});

test("tells of a refund what is known of it, and nothing of other events", () => {
  const context = { topic: event.type, source: "stripe", timeZone: "UTC" };
  assert.deepEqual(stripe.nameOf(request(""), event), { eventKey: "evt_1", topic: "refund.updated" });
  assert.deepEqual(stripe.read(event, context), {
    refunds: [{ provider: "stripe", status: "succeeded", reference: "re_1" }],
  });
  const key = "0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b";
  const named = { ...event, data: { object: { ...refund, status: "failed", metadata: { aftercare_leg: key } } } };
  assert.deepEqual(stripe.read(named, context).refunds, [
    { provider: "stripe", status: "failed", reference: "re_1", failure: "failed", key },
  ]);
  assert.deepEqual(stripe.read({ ...event, type: "charge.succeeded" }, context), {});
  assert.throws(() => stripe.read({ ...event, data: {} }, context));
});

test("tells which of our pages and payments there is news of, and none of anybody else's", () => {
  const context = { topic: "checkout.session.completed", source: "stripe", timeZone: "UTC" };
  const ours = "0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b";
  const of = (type: string, metadata: object | null) =>
    stripe.read({ ...event, type, data: { object: { metadata } } }, context);
  assert.deepEqual(of("checkout.session.completed", { aftercare_collection: ours }), { collections: [ours] });
  assert.deepEqual(of("payment_intent.canceled", { aftercare_collection: ours }), { collections: [ours] });
  for (const metadata of [null, {}, { aftercare_collection: "x' or 1" }])
    assert.deepEqual(of("payment_intent.succeeded", metadata), { collections: [] });
});

test("has a signing secret of Stripe's form", () => {
  assert.equal(stripe.secretFault(secret), undefined);
  assert.ok(stripe.secretFault("sk_test_1"));
});
