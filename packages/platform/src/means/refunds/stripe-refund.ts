import { z } from "zod";
import type { Answer, ListedRefund } from "./payment-provider.ts";
import { ledgerAmount } from "./stripe-amount.ts";

/** A refund as Stripe tells of it, in an answer or an event (docs.stripe.com/api/refunds/object); of the rest nothing is needed. */
export const StripeRefund = z.object({
  id: z.string().startsWith("re_").or(z.string().startsWith("pyr_")),
  object: z.literal("refund"),
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
type StripeRefund = z.output<typeof StripeRefund>;

/** One in a list of all refunds, which says as well of what, how much and when. */
export const ListedStripeRefund = StripeRefund.extend({
  amount: z.int().transform(BigInt),
  currency: z.string().toUpperCase(),
  /** Unix time in seconds. */
  created: z.int(),
  payment_intent: z.string().nullish(),
  charge: z.string().nullish(),
});

/** What stands in the metadata of a refund of ours: the leg's own identifier, or that of the step by which collected money went back. */
export const keyInMetadata = "aftercare_leg";

/** Ours, as far as Stripe repeats it. */
export function keyOf({ metadata }: StripeRefund): string | undefined {
  return metadata?.[keyInMetadata];
}

/** Metadata can be written by others: what is no identifier of ours names no leg. */
export function legOf(refund: StripeRefund): string | undefined {
  const key = keyOf(refund);
  return key !== undefined && isUuid.test(key) ? key : undefined;
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function listedOf(refund: z.output<typeof ListedStripeRefund>): ListedRefund {
  const { amount, currency, created, payment_intent, charge } = refund;
  const key = legOf(refund);
  const { status, reference } = answerOf(refund);
  return {
    ...{ reference, status, currency, amount: ledgerAmount(amount, currency), madeAt: new Date(created * 1_000) },
    ...(key !== undefined && { key }),
    paymentReferences: [payment_intent, charge].filter((each) => typeof each === "string"),
  };
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
