import type { WebhookSender } from "../sender.ts";
import { hmacSha256, isSignature, isWithin, single } from "../signatures.ts";

const window = { ageMs: 5 * 60_000, aheadMs: 5 * 60_000 };
const prefix = "whsec_";

/**
 * Standard Webhooks 1.0.0 (standardwebhooks.com) with the symmetric signature v1, for any system that has no sender of its own here. The
 * body is `{type, timestamp, data}`, where `data` is one record of the neutral format or `{records: […]}`.
 */
export const standard: WebhookSender = {
  makesSecret: false,
  keptHeaders: ["webhook-id", "webhook-timestamp"],

  secretFault(secret) {
    const bytes = keyOf(secret).length;
    const fits = secret.startsWith(prefix) && bytes >= 24 && bytes <= 64;
    return fits ? undefined : "expected whsec_ and 24 to 64 bytes in base64";
  },

  isSigned({ headers, raw }, secret) {
    const [id, timestamp] = [single(headers["webhook-id"]), single(headers["webhook-timestamp"])];
    // A point in the id would let its end be read as the time.
    if (!id || id.includes(".") || !timestamp) return false;
    const expected = hmacSha256(keyOf(secret), `${id}.${timestamp}.`, raw);
    // Several while the sender changes its secret. Others than v1, such as v1a, are not for us.
    const signatures = (single(headers["webhook-signature"]) ?? "").split(" ");
    return signatures.some((one) => one.startsWith("v1,") && isSignature(expected, one.slice(3), "base64"));
  },

  isFresh({ headers }, _body, now) {
    const timestamp = single(headers["webhook-timestamp"]) ?? "";
    return /^\d{1,12}$/.test(timestamp) && isWithin(Number(timestamp) * 1000, now, window);
  },

  nameOf({ headers }, { type, data }) {
    const eventKey = single(headers["webhook-id"]);
    if (!eventKey || typeof type !== "string" || typeof data !== "object" || data === null) return undefined;
    return { eventKey, topic: type };
  },

  read({ data }) {
    const { records } = data as { readonly records?: unknown };
    return { records: Array.isArray(records) ? records : [data] };
  },
};

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), "base64");
}
