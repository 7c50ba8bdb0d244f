import type { ActionTerms } from "../../facts/actions/index.ts";
import type { PointsWorth, UsualBasket } from "./shopper-case.ts";

/** What an action costs the retailer, and what it saves the shopper. */
export interface ActionCost {
  /** Share of the next basket, paid only when it is bought: also to those who would have bought anyway, which is what makes it dear. */
  readonly discountRate: number;
  /** Minor units, paid when the outcome comes. */
  readonly onOutcome: number;
  /** Minor units, paid at once whatever comes of it. */
  readonly atOnce: number;
  /** Share of the usual basket that the shopper saves: what a belief in its effect is formed from. */
  readonly savedShare: number;
}

/** A free second one is worth less than its price to somebody who wanted one. */
const worthOfSecond = 0.5;
const nothing: ActionCost = { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 };

/**
 * The cost arithmetic of each kind of action on a shopper's usual basket. Shares are capped at the whole basket, so that a
 * sum off never costs more than what is bought with it.
 */
export function costOf(
  terms: ActionTerms,
  { amount, marginRate, oneProduct }: UsualBasket,
  points?: PointsWorth,
): ActionCost {
  const ofBasket = (sum: number) => (amount > 0 ? Math.min(1, sum / amount) : 0);
  switch (terms.kind) {
    case "percent-off": {
      const rate = Math.min(terms.percent / 100, terms.most === undefined ? 1 : ofBasket(terms.most));
      return { ...nothing, discountRate: rate, savedShare: rate };
    }
    case "amount-off": {
      // Who has to fill up the basket saves a smaller share of it.
      const basket = Math.max(amount, terms.leastBasket ?? 0);
      return {
        ...nothing,
        onOutcome: Math.min(terms.amount, basket),
        savedShare: Math.min(1, terms.amount / Math.max(1, basket)),
      };
    }
    case "bogo":
      return { ...nothing, discountRate: oneProduct * (1 - marginRate), savedShare: oneProduct * worthOfSecond };
    case "extra-points": {
      const rate = points ? Math.min(1, (terms.factor - 1) * points.perMinorUnit * points.worth) : 0;
      return { ...nothing, discountRate: rate, savedShare: rate };
    }
    case "product-coupon": {
      const rate = (terms.percent / 100) * oneProduct;
      return { ...nothing, discountRate: rate, savedShare: rate };
    }
    case "combination": {
      const rate = (terms.percent / 100) * Math.min(1, oneProduct * terms.skus.length);
      return { ...nothing, discountRate: rate, savedShare: rate };
    }
    // A service or a trial is taken to be worth to the shopper what it costs the retailer.
    case "free-service":
    case "free-trial":
      return { ...nothing, onOutcome: terms.cost, savedShare: ofBasket(terms.cost) };
    case "credit":
      return { ...nothing, onOutcome: terms.amount, savedShare: ofBasket(terms.amount) };
    case "message":
      return nothing;
    default:
      return terms satisfies never;
  }
}
