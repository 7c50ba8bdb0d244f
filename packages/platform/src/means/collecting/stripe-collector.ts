import { z } from "zod";
import { keyInMetadata, stripeAmount } from "../refunds/index.ts";
import type { Collector, Seen, Taken, WantedPage } from "./collector.ts";

interface StripeAccount {
  /** `sk_…` or a restricted key `rk_…` that may write checkout sessions, payment intents and refunds. */
  readonly secretKey: string;
  /** Where Stripe answers; another one in tests. */
  readonly url?: string;
}

/** The form in which answers are read, whatever the account's own version is. */
const version = "2025-04-30.basil";

/** What stands in the metadata of everything that is ours: the collection's identifier. */
export const collectionInMetadata = "aftercare_collection";

const Charge = z.object({
  payment_method_details: z.object({ card: z.object({ capture_before: z.int().nullish() }).nullish() }).nullish(),
});
const Intent = z.object({ id: z.string(), status: z.string(), latest_charge: Charge.or(z.string()).nullish() });
const Session = z.object({
  id: z.string(),
  status: z.enum(["open", "complete", "expired"]),
  url: z.string().nullish(),
  payment_intent: Intent.nullish(),
});
const Refund = z.object({ status: z.string() });

/**
 * Takes money on Stripe's Checkout pages (docs.stripe.com/api/checkout/sessions). A deposit is an authorisation that is captured by hand
 * (docs.stripe.com/payments/place-a-hold-on-a-payment-method): until then nothing is charged, and it lapses by itself when the card's bank says. A
 * page is open for a day; whoever comes later gets another. Every call carries a key of ours, so that one whose answer was lost is done once.
 */
export function stripeCollector({ secretKey, url = "https://api.stripe.com" }: StripeAccount): Collector {
  const headers = { authorization: `Bearer ${secretKey}`, "stripe-version": version };

  async function post(path: string, body: Record<string, string>, signal: AbortSignal, key?: string) {
    const response = await fetch(`${url}/v1/${path}`, {
      ...{ method: "POST", body: new URLSearchParams(body), signal },
      headers: { ...headers, ...(key !== undefined && { "idempotency-key": key }) },
    });
    return { status: response.status, answer: (await response.json()) as unknown };
  }

  async function get<Answer>(path: string, form: z.ZodType<Answer>, signal: AbortSignal): Promise<Answer> {
    const response = await fetch(`${url}/v1/${path}`, { headers, signal });
    if (!response.ok) throw new Error(`Stripe answered ${response.status}`);
    return form.parse(await response.json());
  }

  async function begin(wanted: WantedPage): Promise<{ session: string; url: string }> {
    const { status, answer } = await post("checkout/sessions", pageOf(wanted), wanted.signal, wanted.key);
    if (status !== 200) throw new Error(`Stripe answered ${status}`);
    const session = Session.parse(answer);
    if (typeof session.url !== "string") throw new Error(`Stripe's page ${session.id} has no address`);
    return { session: session.id, url: session.url };
  }

  const look = async ({ session, signal }: { session: string; signal: AbortSignal }): Promise<Seen> => {
    const path = `checkout/sessions/${encodeURIComponent(session)}?expand[]=payment_intent.latest_charge`;
    return seenOf(await get(path, Session, signal));
  };

  /** What is over, or was paid a moment before, cannot be closed, which is no fault: it is looked at afterwards. */
  async function end({ session, signal }: { session: string; signal: AbortSignal }): Promise<void> {
    const { status } = await post(`checkout/sessions/${encodeURIComponent(session)}/expire`, {}, signal);
    if (status !== 200 && status !== 400) throw new Error(`Stripe answered ${status}`);
  }

  /** A refusal says that the authorisation is not as it was: it is looked at how it is. */
  async function change(
    what: "capture" | "cancel",
    { key, paymentReference, amount, whole, currency, signal }: Taken,
  ): Promise<"done" | "gone"> {
    const path = `payment_intents/${encodeURIComponent(paymentReference)}`;
    // A part is kept once: Stripe lets go of the rest with it (docs.stripe.com/payments/place-a-hold-on-a-payment-method).
    const isPart = what === "capture" && amount < whole;
    const form: Record<string, string> = isPart ? { amount_to_capture: counted(amount, currency) } : {};
    const { status, answer } = await post(`${path}/${what}`, form, signal, key);
    if (status !== 200 && status !== 400) throw new Error(`Stripe answered ${status}`);
    const intent = status === 200 ? Intent.parse(answer) : await get(path, Intent, signal);
    if (intent.status === (what === "capture" ? "succeeded" : "canceled")) return "done";
    if (what === "capture" && intent.status === "canceled") return "gone";
    throw new Error(`the payment ${paymentReference} is ${intent.status}`);
  }

  async function giveBack({ key, collectionId, paymentReference, amount, currency, signal }: Taken): Promise<"done"> {
    const wanted = {
      ...{ payment_intent: paymentReference, amount: counted(amount, currency) },
      [`metadata[${collectionInMetadata}]`]: collectionId,
      // As every refund of ours has it, by which the nightly comparison knows it.
      [`metadata[${keyInMetadata}]`]: key,
    };
    const { status, answer } = await post("refunds", wanted, signal, key);
    if (status !== 200) throw new Error(`Stripe answered ${status}`);
    const refund = Refund.parse(answer);
    if (refund.status === "failed" || refund.status === "canceled") throw new Error(`the refund is ${refund.status}`);
    return "done";
  }

  return {
    ...{ name: "stripe", begin, look, end, giveBack },
    capture: (taken) => change("capture", taken),
    release: (taken) => change("cancel", taken),
  };
}

function pageOf({ collectionId, kind, amount, currency, title, backTo }: WantedPage): Record<string, string> {
  return {
    ...{ mode: "payment", client_reference_id: collectionId, success_url: backTo, cancel_url: backTo },
    ...{ "line_items[0][quantity]": "1", "line_items[0][price_data][currency]": currency.toLowerCase() },
    "line_items[0][price_data][unit_amount]": counted(amount, currency),
    "line_items[0][price_data][product_data][name]": title,
    [`metadata[${collectionInMetadata}]`]: collectionId,
    [`payment_intent_data[metadata][${collectionInMetadata}]`]: collectionId,
    ...(kind === "hold" && { "payment_intent_data[capture_method]": "manual" }),
  };
}

/** @throws Error for an amount that Stripe cannot take to the last unit: nothing is ever rounded */
function counted(amount: bigint, currency: string): string {
  const found = stripeAmount(amount, currency);
  if (found === undefined) throw new Error(`${amount} ${currency} cannot be taken to the last unit`);
  return String(found);
}

function seenOf({ status, url, payment_intent: intent }: z.output<typeof Session>): Seen {
  if (intent?.status === "succeeded" || intent?.status === "requires_capture") {
    const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : undefined;
    const before = charge?.payment_method_details?.card?.capture_before;
    const isHeld = intent.status === "requires_capture";
    return {
      ...{ status: "made", paymentReference: intent.id },
      ...(isHeld && typeof before === "number" && { lapsesAt: new Date(before * 1_000) }),
    };
  }
  if (status === "expired" || intent?.status === "canceled") return { status: "over" };
  // Paid by a way that takes days, and not there yet: nobody is to pay once more meanwhile.
  if (status === "complete") return intent?.status === "requires_payment_method" ? { status: "over" } : waiting;
  return { status: "open", url: url ?? undefined };
}

const waiting: Seen = { status: "open", url: undefined };
