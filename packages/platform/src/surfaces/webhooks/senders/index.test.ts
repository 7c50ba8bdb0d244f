import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JsonObject } from "../sender.ts";
import { senderOf, senders } from "./index.ts";

const names = ["webhook-id", "webhook-timestamp", "webhook-signature", "aftership-hmac-sha256", "x-hmac-signature"];
const more = ["x-hmac-signature-v2", "x-timestamp", "x-path", "x-shopify-topic", "x-shopify-hmac-sha256"];
const late = ["x-shopify-triggered-at", "shopify-topic"];
const headers = fc.dictionary(fc.constantFrom(...names, ...more, ...late), fc.string());

/** Objects with the senders' own words in them, so that some are taken for events. */
const words = ["ts", "event", "event_id", "msg", "id", "description", "result", "created_at", "type", "data", "name"];
const lists = ["checkpoints", "tracking_details", "line_items", "fulfillment_id", "status", "currency", "price"];
const { tree } = fc.letrec((tie) => ({
  tree: fc.dictionary(fc.constantFrom(...words, ...lists), tie("value"), { maxKeys: 8 }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.constantFrom(null, "tracker.updated", "EUR", "2026-03-02T09:00:00Z", 1_772_442_000, "12.50"),
    tie("tree"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));

test("whatever is sent, it is named or it is not, fresh or not, and nothing of it is signed", () => {
  const now = new Date("2026-03-02T09:00:00Z");
  fc.assert(
    fc.property(tree, headers, fc.string({ minLength: 16 }), (body, given, secret) => {
      const json = body as JsonObject;
      const request = { raw: Buffer.from(JSON.stringify(json)), path: "/v1/webhooks/x", headers: given };
      for (const [name, sender] of Object.entries(senders)) {
        assert.equal(sender.isSigned(request, secret), false, name);
        assert.equal(typeof sender.isFresh(request, json, now), "boolean");
        const event = sender.nameOf(request, json);
        if (!event) continue;
        assert.ok(event.eventKey.length > 0);
        const context = { topic: event.topic, source: "shop", timeZone: "Europe/Berlin" };
        const reading = readable(() => sender.read(json, context));
        for (const { scans } of reading?.parcels ?? []) assert.ok(scans.every(({ at }) => !Number.isNaN(at.getTime())));
      }
    }),
    { numRuns: 300 },
  );
});

/** Reading may throw: the event is then tried again and parked. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof Error);
    return undefined;
  }
}

test("a sender of another release is none", () => {
  assert.equal(senderOf("toString"), undefined);
  assert.equal(senderOf("shopify"), senders.shopify);
});
