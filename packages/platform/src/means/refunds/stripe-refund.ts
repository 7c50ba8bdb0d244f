import { z } from "zod";
import type { Answer } from "./payment-provider.ts";

/** A refund as Stripe tells of it, in an answer or an event (docs.stripe.com/api/refunds/object); of the rest nothing is needed. */
export const StripeRefund = z.object({
  id: z.string().startsWith("re_").or(z.string().startsWith("pyr_")),
  object: z.literal("refund"),
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
type StripeRefund = z.output<typeof StripeRefund>;

/** What stands in the metadata of a refund of ours: the leg's own identifier. */
export const keyInMetadata = "aftercare_leg";

/** Ours, as far as Stripe repeats it. */
export function keyOf({ metadata }: StripeRefund): string | undefined {
  return metadata?.[keyInMetadata];
}

export function answerOf({ id, status, failure_reason }: StripeRefund): Answer {
  switch (status) {
    case "succeeded":
      return { status, reference: id };
    case "pending":
    case "requires_action":
      return { status: "pending", reference: id };
    case "failed":
    case "canceled":
      return { status: "failed", reference: id, failure: failure_reason ?? status };
  }
}
