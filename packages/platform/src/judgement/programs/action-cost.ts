import type { ActionTerms } from "../../facts/actions/index.ts";
import type { Asked, OrderInQuestion } from "./shopper-case.ts";

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
/** However much is done about an order, it is believed to win no more hearts than half a basket for nothing. */
const mostMadeGood = 0.5;
const nothing: ActionCost = { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 };

/**
 * The cost arithmetic of each kind of action on a shopper's usual basket. Shares are capped at the whole basket, so that a
 * sum off never costs more than what is bought with it. What is done about an order costs what that order says, less what is owed to the
 * shopper anyway; without an order it costs nothing, and nobody can do it.
 */
export function costOf(
  terms: ActionTerms,
  {
    basket: { amount, marginRate, oneProduct },
    points,
    order,
    returning,
  }: Pick<Asked, "basket" | "points" | "order" | "returning">,
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
    case "credit": {
      // Handed over at a counter it is a code for the next purchase; for an order that went wrong it is money at once.
      const paid = order ? { atOnce: terms.amount } : { onOutcome: terms.amount };
      return { ...nothing, ...paid, savedShare: ofBasket(terms.amount) };
    }
    case "free-shipping":
      return { ...nothing, onOutcome: terms.most, savedShare: ofBasket(terms.most) };
    case "partial-refund": {
      const given = ((order?.total ?? 0) * terms.percent) / 100;
      return { ...nothing, atOnce: given, savedShare: ofBasket(given) };
    }
    case "shipping-refund": {
      const given = order?.shipping ?? 0;
      return { ...nothing, atOnce: given, savedShare: ofBasket(given) };
    }
    case "reship":
    case "express-upgrade":
    case "pickup-redirect":
    case "cancel-refund": {
      const { cost, owed } = costOfMakingGood(terms, order);
      // Money back ends what the shopper had bought, which is no reason to come again.
      const saved = terms.kind === "cancel-refund" ? 0 : Math.min(mostMadeGood, ofBasket(cost));
      return { ...nothing, atOnce: Math.max(0, cost - owed), savedShare: saved };
    }
    case "recommend": {
      const { cost, worth } = returning?.[terms.resolution] ?? { cost: 0, worth: 0 };
      return { ...nothing, atOnce: cost, savedShare: ofBasket(worth) };
    }
    case "message":
      return nothing;
    default:
      return terms satisfies never;
  }
}

/** What making good costs, and what of it is owed whatever is decided. Calling an order off loses its margin and the postage spent on it. */
function costOfMakingGood(
  terms: Extract<ActionTerms, { kind: "reship" | "express-upgrade" | "pickup-redirect" | "cancel-refund" }>,
  order: OrderInQuestion = { total: 0, shipping: 0, goodsCost: 0, marginRate: 0, owed: 0 },
): { readonly cost: number; readonly owed: number } {
  const { total, shipping, goodsCost, marginRate, owed } = order;
  switch (terms.kind) {
    case "reship":
      return { cost: goodsCost + shipping, owed };
    case "cancel-refund":
      return { cost: total * marginRate + shipping, owed };
    default:
      return { cost: terms.cost, owed: 0 };
  }
}
