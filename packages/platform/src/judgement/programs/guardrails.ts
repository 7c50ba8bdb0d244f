import { type ActionTerms, isIncentive, makesGood } from "../../facts/actions/index.ts";
import type { StockLevels } from "../../facts/catalogue/index.ts";
import type { ActionCost } from "./action-cost.ts";
import type { ProgramDocument } from "./program.schema.ts";
import type { Asked, Circumstances } from "./shopper-case.ts";

/** A second one free is of use to shoppers who buy more than one thing at a time. */
const leastUnitsForBogo = 2;
/** Rates such as 0.4 − 0.3 miss 0.1 by a hair in binary; a floor must not depend on that. */
const hair = 1e-9;

/**
 * Whether an action may be taken for a shopper, in the order in which a person would ask: is it there, does it suit them, have they
 * taken too much already, does it leave enough. What makes good is no incentive and asks only whether it is there: sending an order once
 * more costs more than any bound on incentives allows.
 * @returns true, or a key under `reasons.ineligible.` that says why not
 */
export function withinGuardrails(
  terms: ActionTerms,
  cost: ActionCost,
  asked: Pick<Asked, "basket" | "habits" | "points">,
  guardrails: ProgramDocument["guardrails"],
  { recentOffers, stock }: Circumstances,
): true | string {
  const { basket, habits } = asked;
  if (stock && !isThere(terms, stock, guardrails.stock)) return "reasons.ineligible.out-of-stock";
  if (makesGood(terms) || !isIncentive(terms)) return true;
  if (habits.orders === 0) return "reasons.ineligible.no-purchase";
  if (terms.kind === "bogo" && (basket.units ?? 0) < leastUnitsForBogo) return "reasons.ineligible.single-units";
  if (terms.kind === "product-coupon" && terms.skus === undefined && !habits.somethingNew)
    return "reasons.ineligible.nothing-new";
  if (terms.kind === "extra-points" && asked.points === undefined) return "reasons.ineligible.no-points";
  if (recentOffers >= guardrails.perShopper.offers) return "reasons.ineligible.frequency-cap";
  if (isPriceCut(terms) && habits.returns >= guardrails.abuse.returns && habits.returnRate >= guardrails.abuse.rate) {
    return "reasons.ineligible.abuse-cap";
  }
  const given = cost.discountRate + (basket.amount > 0 ? (cost.onOutcome + cost.atOnce) / basket.amount : 0);
  if (given > guardrails.mostDiscount + hair) return "reasons.ineligible.most-discount";
  return basket.marginRate - given >= guardrails.marginFloor - hair || "reasons.ineligible.margin-floor";
}

/** Whether there is enough of what an action is for; of several products that it can be used on one is enough. */
function isThere(terms: ActionTerms, stock: StockLevels, least: number): boolean {
  const isEnough = (sku: string) => (stock.get(sku) ?? least) >= least;
  switch (terms.kind) {
    case "product-coupon":
      return terms.skus?.some(isEnough) ?? true;
    case "combination":
      return terms.skus.every(isEnough);
    case "free-trial":
      return isEnough(terms.sku);
    default:
      return true;
  }
}

/** Whether it can be earned by ordering and sending back, again and again. */
function isPriceCut({ kind }: ActionTerms): boolean {
  return !["product-coupon", "free-service", "free-trial", "message"].includes(kind);
}
