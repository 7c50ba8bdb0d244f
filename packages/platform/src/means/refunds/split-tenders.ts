/** Who pays a leg: a payment provider by name, the till, a person by hand, or we ourselves as credit, a card or other goods. */
export type LegProvider = "local" | "stripe" | "till" | "manual" | "store-credit" | "gift-card" | "exchange";

/** Identifiers that Stripe gives to what was paid: intents, charges and the payments of other methods. */
const stripes = /^(pi|ch|py)_[A-Za-z0-9]+$/;

/** What an order was paid with, and what of it was not promised back yet. */
export interface Tender {
  readonly paymentId: string;
  readonly method: string;
  readonly at: Date;
  /** What the provider calls it; null where the shop did not say. */
  readonly reference?: string | null;
  /** Minor units. */
  readonly left: bigint;
}

/** The share of one tender. */
export interface PlannedLeg {
  /** Absent where the money does not go back the way it came. */
  readonly paymentId?: string;
  readonly provider: LegProvider;
  readonly amount: bigint;
}

/**
 * Who pays back what came in by a method of payment. An invoice was paid by a transfer that only people can answer; what Stripe took, Stripe gives
 * back, as its identifier says, also where a shop changes its provider. What a gift card paid is a gift card's again, for whoever had it.
 */
function providerOf({ method, reference }: Pick<Tender, "method" | "reference">): LegProvider {
  switch (method) {
    case "cash":
      return "till";
    case "invoice":
      return "manual";
    case "gift-card":
    case "store-credit":
      return method;
    default:
      return stripes.test(reference ?? "") ? "stripe" : "local";
  }
}

/**
 * Shares an amount out over the tenders of an order: the latest payment of money first, which is the likeliest to be refundable still, and
 * gift card and store credit last, so that whoever paid money gets money. The whole plan or none: undefined when there is not
 * that much left in all. Nothing may be sent before the plan is whole, or what was sent could not be called back.
 */
export function splitTenders(amount: bigint, tenders: readonly Tender[]): PlannedLeg[] | undefined {
  let missing = amount;
  const legs: PlannedLeg[] = [];
  for (const tender of tenders.toSorted(byTurn)) {
    const { paymentId, left } = tender;
    const share = left < missing ? left : missing;
    if (share <= 0n) continue;
    legs.push({ paymentId, provider: providerOf(tender), amount: share });
    missing -= share;
  }
  return missing === 0n ? legs : undefined;
}

/** The one leg of an order that names no payments: a store's was paid at the till, and a person has to say how it is given back. */
export function legWithoutTender(amount: bigint, fromStore: boolean): PlannedLeg {
  return { provider: fromStore ? "manual" : "local", amount };
}

function byTurn(a: Tender, b: Tender): number {
  const isCredit = (tender: Tender) => Number(["store-credit", "gift-card"].includes(providerOf(tender)));
  const later = b.at.getTime() - a.at.getTime();
  return isCredit(a) - isCredit(b) || later || (a.paymentId < b.paymentId ? 1 : -1);
}
