import { z } from "zod";
import type {
  Answer,
  AskedBefore,
  ListedPeriod,
  ListedRefund,
  PaymentProvider,
  ProviderRefund,
} from "./payment-provider.ts";
import { stripeAmount } from "./stripe-amount.ts";
import { answerOf, keyInMetadata, keyOf, ListedStripeRefund, listedOf, StripeRefund } from "./stripe-refund.ts";

interface StripeAccount {
  /** `sk_…` or a restricted key `rk_…` that may write refunds. */
  readonly secretKey: string;
  /** Where Stripe answers; another one in tests. */
  readonly url?: string;
}

/** Stripe keeps a key for 24 hours at least (docs.stripe.com/api/idempotent_requests); an hour is left for the way. */
const keyLifetimeMs = 23 * 3_600_000;
/** The form in which answers are read, whatever the account's own version is. */
const version = "2025-04-30.basil";
const page = 100;

const Failed = z.object({
  error: z.object({ type: z.string(), code: z.string().optional(), message: z.string().optional() }),
});
const Found = z.object({ data: z.array(StripeRefund), has_more: z.boolean() });
const Listed = z.object({ data: z.array(ListedStripeRefund), has_more: z.boolean() });

/**
 * Pays refunds back through Stripe. A leg's identifier is the idempotency key and stands in the refund's metadata, so that it is found again when an
 * answer was lost. A refusal ends the leg; anything that leaves open whether money moved throws, and the leg is asked for again.
 */
export function stripeProvider({ secretKey, url = "https://api.stripe.com" }: StripeAccount): PaymentProvider {
  const headers = { authorization: `Bearer ${secretKey}`, "stripe-version": version };

  async function refund({ key, paymentReference, amount, currency, reason, signal }: ProviderRefund): Promise<Answer> {
    const counted = stripeAmount(amount, currency);
    if (counted === undefined) return refused(key, `${amount} ${currency} cannot be paid to the last unit`);
    const body = new URLSearchParams({
      ...paidBy(paymentReference),
      amount: String(counted),
      ...reasonOf(reason),
      [`metadata[${keyInMetadata}]`]: key,
    });
    const response = await fetch(`${url}/v1/refunds`, {
      ...{ method: "POST", body, signal },
      headers: { ...headers, "idempotency-key": key },
    });
    const answer: unknown = await response.json();
    if (response.ok) return answerOf(StripeRefund.parse(answer));
    return failureOf(key, response.status, answer);
  }

  /** Pages of a list of refunds, newest first. @throws Error when Stripe answers none */
  async function* pages<Page extends { data: readonly { id: string }[]; has_more: boolean }>(
    wanted: Readonly<Record<string, string>>,
    form: z.ZodType<Page>,
    signal: AbortSignal,
  ): AsyncGenerator<Page["data"]> {
    for (let after: string | undefined; ; ) {
      const query = new URLSearchParams({
        ...wanted,
        limit: String(page),
        ...(after !== undefined && { starting_after: after }),
      });
      const response = await fetch(`${url}/v1/refunds?${query}`, { headers, signal });
      if (!response.ok) throw new Error(`Stripe answered ${response.status}`);
      const { data, has_more } = form.parse(await response.json());
      yield data;
      after = data.at(-1)?.id;
      if (!has_more || after === undefined) return;
    }
  }

  /** A payment that was refunded in more than a hundred parts is read page by page. */
  async function find({ key, paymentReference, signal }: AskedBefore): Promise<Answer | "never-seen"> {
    for await (const data of pages(paidBy(paymentReference), Found, signal)) {
      const found = data.find((one) => keyOf(one) === key);
      if (found) return answerOf(found);
    }
    return "never-seen";
  }

  async function* list({ from, to, signal }: ListedPeriod): AsyncGenerator<readonly ListedRefund[]> {
    const period = { "created[gte]": secondsOf(from), "created[lt]": secondsOf(to) };
    for await (const data of pages(period, Listed, signal)) yield data.map(listedOf);
  }

  return { name: "stripe", keyLifetimeMs, refund, find, list };
}

/** Whole ones, upwards: what was made within the second of an end belongs to one side of it. */
function secondsOf(at: Date): string {
  return String(Math.ceil(at.getTime() / 1_000));
}

function paidBy(reference = ""): Record<string, string> {
  return reference.startsWith("pi_") ? { payment_intent: reference } : { charge: reference };
}

/** Stripe knows three; of the others it is told none. */
function reasonOf(reason: string): Record<string, string> {
  const known: Readonly<Record<string, string>> = {
    duplicate: "duplicate",
    fraudulent: "fraudulent",
    "requested-by-customer": "requested_by_customer",
  };
  return known[reason] === undefined ? {} : { reason: known[reason] };
}

/**
 * What an answer without a refund means. Only a refusal of what was asked says that nothing was paid. A wrong key of ours, a limit, a conflict with a
 * request under way and an error on Stripe's side say nothing.
 */
function failureOf(key: string, status: number, answer: unknown): Answer {
  const { error } = Failed.catch({ error: { type: "unknown" } }).parse(answer);
  const said = error.code ?? error.message ?? error.type;
  const isRefusal = (status === 400 || status === 402 || status === 404) && error.type !== "idempotency_error";
  if (!isRefusal || error.type === "unknown") throw new Error(`Stripe answered ${status}: ${said}`);
  return refused(key, said);
}

function refused(key: string, failure: string): Answer {
  return { status: "failed", reference: `refused-${key}`, failure };
}
