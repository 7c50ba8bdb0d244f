import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { JsonObject, Reading, ReadingContext, WebhookSender } from "../sender.ts";
import { hmacSha256, isSignature, isWithin, single } from "../signatures.ts";
import { readFulfillment, readFulfillmentEvent } from "./shopify-fulfillment.ts";
import { readOrder } from "./shopify-order.ts";
import { readRefundCreated } from "./shopify-refund.ts";
import { readReturn } from "./shopify-return.ts";

const hourMs = 3_600_000;
/** Tries go on for four hours. The time stands in a header that is not signed: it keeps old mistakes out, and nobody's malice. */
const window = { ageMs: 48 * hourMs, aheadMs: hourMs };

/** What Shopify demands of whoever holds its shops' data. A person answers for it. */
const forPerson = new Set(["customers/redact", "customers/data_request", "shop/redact"]);

/**
 * Shopify, version 2026-07: `X-Shopify-Hmac-SHA256` is the base64 HMAC-SHA256 of the body under the app's client secret; its successor writes the
 * same without `X-`. Nothing else is signed, so that an event is known by its topic and body, which are the same at each try.
 */
export const shopify: WebhookSender = {
  makesSecret: true,
  keptHeaders: ["topic", "shop-domain", "api-version", "webhook-id", "event-id", "triggered-at"].flatMap((name) => [
    `x-shopify-${name}`,
    `shopify-${name}`,
  ]),
  secretFault: () => undefined,
  isSigned: ({ headers, raw }, secret) =>
    isSignature(hmacSha256(secret, raw), header(headers, "hmac-sha256"), "base64"),

  isFresh({ headers }, _body, now) {
    const at = Date.parse(header(headers, "triggered-at") ?? "");
    return Number.isNaN(at) || isWithin(at, now, window);
  },

  nameOf({ headers, raw }) {
    const topic = header(headers, "topic");
    if (!topic) return undefined;
    const content = createHash("sha256").update(`${topic}\n`).update(raw).digest("hex");
    return { eventKey: content, topic };
  },

  read(body, context) {
    const { topic } = context;
    if (forPerson.has(topic)) return { forPerson: `${topic} is for a person to answer` };
    return Object.hasOwn(readers, topic) ? (readers[topic]?.(body, context) ?? {}) : {};
  },
};

const readers: Readonly<Record<string, (body: JsonObject, context: ReadingContext) => Reading>> = {
  "orders/create": readOrder,
  "orders/updated": readOrder,
  "orders/paid": readOrder,
  "orders/cancelled": readOrder,
  "refunds/create": readRefundCreated,
  "returns/request": readReturn,
  "returns/approve": readReturn,
  "returns/decline": readReturn,
  "returns/cancel": readReturn,
  "returns/close": readReturn,
  "returns/reopen": readReturn,
  "fulfillments/create": readFulfillment,
  "fulfillments/update": readFulfillment,
  "fulfillment_events/create": readFulfillmentEvent,
  "fulfillment_events/delete": readFulfillmentEvent,
};

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  return single(headers[`x-shopify-${name}`]) ?? single(headers[`shopify-${name}`]);
}
