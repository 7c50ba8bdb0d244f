import type { Action, Normal } from "../../judgement/decisions/index.ts";
import type { IncentiveContext } from "./incentive-context.ts";

/** Margin that must be left of each sale after the incentive, as a share of revenue. */
const marginFloor = 0.1;
/** From this many returns on, and with this share of all units sent back, a shopper gets no more price cuts. */
const abuse = { returns: 3, rate: 0.6 };
/** What an e-mail or a printed slip costs, minor units. */
const contact = 5;
/** What the coupon takes off the one product that is new to the shopper. */
const couponRate = 0.15;
/** A second one free is of use to shoppers who buy more than one thing at a time. */
const leastUnitsForBogo = 2;

/** Being written to at all, on the log-odds: an assumption, and a small one. */
const notice = 0.05;
/**
 * How strongly purchases answer to price: sales change by 2.62 % when the price changes by 1 %, the mean of 1,851
 * estimates in Bijmolt, van Heerde, Pieters 2005, "New Empirical Generalizations on the Determinants of Price
 * Elasticity", Journal of Marketing Research 42. Taken over to the log-odds of buying again, which overstates it where
 * the chance is high; the wide deviation says how little a mean over other people's shops tells about this one.
 */
const elasticity = 2.62;

/** The prior belief in what an incentive does that saves the shopper this share of the usual basket. */
export function priorEffect(savedShare: number): Normal {
  const mean = notice - elasticity * Math.log1p(-savedShare);
  return { mean, sd: notice + mean / 2 };
}

function percentOff(percent: number): Action<IncentiveContext> {
  const rate = percent / 100;
  return {
    id: `percent-${percent}`,
    eligible: (context) => priceCutAllowed(context, rate),
    costOf: () => ({ discountRate: rate, contact }),
    effect: () => priorEffect(rate),
  };
}

/**
 * Buy one product, get as many of it again for nothing. Costs what those goods cost the retailer, not their price; and a
 * second one of the same is taken to be worth half its price to the shopper.
 */
const bogo: Action<IncentiveContext> = {
  id: "bogo",
  eligible: (context) =>
    (context.before.meanUnits ?? 0) < leastUnitsForBogo
      ? "reasons.ineligible.single-units"
      : priceCutAllowed(context, bogoCost(context)),
  costOf: (context) => ({ discountRate: bogoCost(context), contact }),
  effect: (context) => priorEffect(oneProduct(context) / 2),
};

/** A coupon for one product that the shopper has never bought: a small cost, and a reason to look around. */
const newProductCoupon: Action<IncentiveContext> = {
  id: "new-product-coupon",
  eligible: ({ hasNewProduct }) => hasNewProduct || "reasons.ineligible.nothing-new",
  costOf: (context) => ({ discountRate: couponRate * oneProduct(context), contact }),
  effect: (context) => priorEffect(couponRate * oneProduct(context)),
};

/** Everything that can follow a return, beside `none`. */
export const incentiveActions: readonly Action<IncentiveContext>[] = [
  percentOff(10),
  percentOff(20),
  bogo,
  newProductCoupon,
];

/** The share that one product has of the usual basket; at most half, lest one line count as the whole basket. */
function oneProduct({ linesPerOrder }: IncentiveContext): number {
  return 1 / Math.max(2, linesPerOrder);
}

function bogoCost(context: IncentiveContext): number {
  return oneProduct(context) * (1 - context.marginRate);
}

function priceCutAllowed({ before, after, marginRate }: IncentiveContext, rate: number): true | string {
  if (before.orders === 0) return "reasons.ineligible.no-purchase";
  if (after.returns >= abuse.returns && (after.returnRate ?? 0) >= abuse.rate) return "reasons.ineligible.abuse-cap";
  // Rates such as 0.4 − 0.3 miss 0.1 by a hair in binary; a floor must not depend on that.
  return marginRate - rate >= marginFloor - 1e-9 || "reasons.ineligible.margin-floor";
}
