import type { ActionTerms } from "./action-terms.schema.ts";

type Kind = ActionTerms["kind"];

/** Kinds that a shopper holds as an offer with a code and uses on a later purchase. */
const offers: ReadonlySet<Kind> = new Set<Kind>([
  ...(["percent-off", "amount-off", "bogo", "extra-points", "product-coupon", "combination"] as const),
  ...(["free-service", "free-trial", "credit", "free-shipping"] as const),
]);

/** Kinds that put right what went wrong with an order. */
const makingGood: ReadonlySet<Kind> = new Set<Kind>(["reship", "express-upgrade", "pickup-redirect", "cancel-refund"]);

/** Kinds that cannot be told what they cost without the order that they are about. */
const aboutOrder: ReadonlySet<Kind> = new Set<Kind>(["partial-refund", "shipping-refund", ...makingGood]);

/** Whether something of this kind becomes an offer with a code. */
export function isOffer({ kind }: ActionTerms): boolean {
  return offers.has(kind);
}

/**
 * Whether something of this kind makes good what went wrong with an order. It is no incentive: whoever waits for their goods is not given
 * too much by getting them.
 */
export function makesGood({ kind }: ActionTerms): boolean {
  return makingGood.has(kind);
}

/** Whether something is given by it, in whatever way: who was only told what fits them has been given nothing. */
export function isIncentive({ kind }: ActionTerms): boolean {
  return kind !== "recommend";
}

/** Whether something of this kind is done to an order that is there already, and means nothing without one. */
export function isAboutOrder({ kind }: ActionTerms): boolean {
  return aboutOrder.has(kind);
}
