import type { ProviderNews } from "./record-provider-news.ts";
import { answerOf, keyOf, StripeRefund } from "./stripe-refund.ts";

/** What an event of Stripe's says of a refund. @throws for anything that is no refund */
export function stripeNewsOf(object: unknown): ProviderNews {
  const refund = StripeRefund.parse(object);
  const key = keyOf(refund);
  return { provider: "stripe", ...answerOf(refund), ...(key !== undefined && isUuid.test(key) && { key }) };
}

/** Metadata can be written by others: what is no identifier of ours names no leg. */
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
