import type { Purchase } from "../behaviour/index.ts";
import type { OfferTerms } from "./plan.ts";

/**
 * What an offer takes off a basket, in cents; 0 for one that gives something other than money, undefined where it does not apply.
 * A product coupon is used for the first thing in the basket.
 */
export function takenOff(terms: OfferTerms, lines: Purchase["lines"]): number | undefined {
  const paid = lines.map((line) => line.amount - line.discount);
  const goods = paid.reduce((sum, amount) => sum + amount, 0);
  const { percent = 0, amount = 0, leastBasket = 0, most = goods } = terms;
  switch (terms.kind) {
    case "percent-off":
      return Math.min(most, Math.floor((goods * percent) / 100));
    case "amount-off":
      return goods < leastBasket ? undefined : Math.min(amount, goods);
    case "credit":
      return Math.min(amount, goods);
    case "product-coupon":
      return Math.floor(((paid[0] ?? 0) * percent) / 100);
    case "bogo": {
      const free = lines.map(({ quantity }, i) => Math.floor(quantity / 2) * Math.floor((paid[i] ?? 0) / quantity));
      const sum = free.reduce((total, each) => total + each, 0);
      return sum === 0 ? undefined : sum;
    }
    case "combination":
      return undefined;
    default:
      return 0;
  }
}
