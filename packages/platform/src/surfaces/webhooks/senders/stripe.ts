import { collectionInMetadata } from "../../../means/collecting/index.ts";
import { stripeNewsOf } from "../../../means/refunds/index.ts";
import type { WebhookSender } from "../sender.ts";
import { hmacSha256, isSignature, isWithin, single } from "../signatures.ts";

const window = { ageMs: 5 * 60_000, aheadMs: 5 * 60_000 };
const ofRefunds = new Set(["refund.created", "refund.updated", "refund.failed", "charge.refund.updated"]);

/** Of pages and payments; what they say is asked of Stripe itself, as it can be old by the time it is read. */
const ofPayments = /^(checkout\.session|payment_intent)\./;

/**
 * Stripe (docs.stripe.com/webhooks, "Verify manually"): `stripe-signature` holds the time as `t` and, while the secret is being changed, several
 * signatures as `v1`. What it says of refunds that were made here is recorded, also before its answer, twice, and weeks after they had succeeded; what
 * it says of what shoppers paid is looked at.
 */
export const stripe: WebhookSender = {
  makesSecret: true,
  keptHeaders: [],

  secretFault: (secret) => (/^whsec_\S{16,}$/.test(secret) ? undefined : "expected the signing secret, whsec_…"),

  isSigned({ headers, raw }, secret) {
    const { time, signatures } = partsOf(single(headers["stripe-signature"]));
    if (time === undefined) return false;
    const expected = hmacSha256(secret, `${time}.`, raw);
    return signatures.some((signature) => isSignature(expected, signature, "hex"));
  },

  isFresh({ headers }, _body, now) {
    const { time } = partsOf(single(headers["stripe-signature"]));
    return time !== undefined && isWithin(Number(time) * 1000, now, window);
  },

  nameOf(_request, { id, type, object }) {
    if (object !== "event" || typeof id !== "string" || id === "" || typeof type !== "string") return undefined;
    return { eventKey: id, topic: type };
  },

  read({ type, data }) {
    if (ofPayments.test(String(type))) return { collections: collectionsOf(data) };
    if (!ofRefunds.has(String(type))) return {};
    return { refunds: [stripeNewsOf((data as { readonly object?: unknown } | undefined)?.object)] };
  },
};

function partsOf(header = ""): { readonly time: string | undefined; readonly signatures: readonly string[] } {
  const parts = header.split(",").map((part) => part.trim());
  const named = (name: string) => parts.filter((part) => part.startsWith(name)).map((part) => part.slice(name.length));
  const [time] = named("t=");
  return { time: time !== undefined && /^\d{1,12}$/.test(time) ? time : undefined, signatures: named("v1=") };
}

/** Ours, as the metadata says, which anybody may have written: what is no identifier names none. */
function collectionsOf(data: unknown): string[] {
  const { object } = (data ?? {}) as {
    readonly object?: { readonly metadata?: Readonly<Record<string, unknown>> | null };
  };
  const id = object?.metadata?.[collectionInMetadata];
  return typeof id === "string" && isUuid.test(id) ? [id] : [];
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
