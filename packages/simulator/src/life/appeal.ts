import { defaultWorld, type WorldAction } from "../world/index.ts";
import type { OfferTerms } from "./plan.ts";

type Effect = WorldAction["effect"];

/** What an offer does to people, by its sides; and how readily it is used by those who buy in time. */
export interface Appeal {
  readonly effect: Effect;
  /** Log-odds. */
  readonly redeem: number;
}

/** An ordinary basket of the sample shop, in cents: by it a sum compares with a percentage. */
const usualBasket = 13_000;

/**
 * How an offer works on the sample's people. The four kinds of the default world work as there, other depths of discount by a power
 * law through that world's 10 and 20 percent; the kinds it does not know are assumed: a sum is the percentage it is of an ordinary basket, credit
 * without a condition annoys nobody much, a service or a trial is something new. What is not known at all is a friendly word.
 */
export function appealOf(terms: OfferTerms): Appeal {
  const { percent = 0, most = Number.POSITIVE_INFINITY, amount = 0, leastBasket = 0, factor = 2 } = terms;
  switch (terms.kind) {
    case "percent-off":
      return { effect: discount(Math.min(percent, (100 * most) / usualBasket)), redeem: 1.4 };
    case "amount-off": {
      const reached = Math.min(1, usualBasket / Math.max(1, leastBasket));
      return { effect: discount((100 * amount * reached) / usualBasket), redeem: 1.2 };
    }
    case "credit":
      return { effect: { ...discount((130 * amount) / usualBasket), annoyance: 0.1 }, redeem: 2.5 };
    case "bogo":
      return { effect: { ...ten.effect, price: 0.24 }, redeem: 1.5 };
    case "product-coupon":
      return { effect: times(coupon.effect, (percent / 20) ** exponent), redeem: 0.2 };
    case "combination":
      return { effect: times(coupon.effect, 0.6 * (percent / 20) ** exponent), redeem: 0 };
    case "extra-points":
      return { effect: { ...points.effect, points: points.effect.points * Math.sqrt(factor - 1) }, redeem: 2 };
    case "free-service":
    case "free-trial":
      return { effect: { ...friendlyWord, novelty: 0.22, annoyance: 0.3 }, redeem: 0.8 };
    default:
      return { effect: friendlyWord, redeem: 2 };
  }
}

const [ten, twenty, points, coupon] = ["percent-10", "percent-20", "double-points", "new-product-coupon"].map(
  (name) => defaultWorld.actions.find((action) => action.name === name)!,
) as [WorldAction, WorldAction, WorldAction, WorldAction];

const exponent = Math.log2(twenty.effect.price / ten.effect.price);

const friendlyWord: Effect = { reminder: 0.06, price: 0, points: 0, novelty: 0, annoyance: 0.4 };

function discount(percent: number): Effect {
  return { ...ten.effect, price: ten.effect.price * (percent / 10) ** exponent };
}

function times(effect: Effect, by: number): Effect {
  return { ...effect, price: effect.price * by, novelty: effect.novelty * by };
}
