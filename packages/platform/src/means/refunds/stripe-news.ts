import type { ProviderNews } from "./record-provider-news.ts";
import { answerOf, legOf, StripeRefund } from "./stripe-refund.ts";

/** What an event of Stripe's says of a refund. @throws for anything that is no refund */
export function stripeNewsOf(object: unknown): ProviderNews {
  const refund = StripeRefund.parse(object);
  const key = legOf(refund);
  return { provider: "stripe", ...answerOf(refund), ...(key !== undefined && { key }) };
}
