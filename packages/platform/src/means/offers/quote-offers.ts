import { anything, operation } from "../../foundation/operations/index.ts";
import { quoteOffers } from "./quote.contract.ts";
import { readOffers } from "./read-offers.ts";
import { weighBasket } from "./weigh-basket.ts";

/** For the shop's checkout and the till. Codes that fail are answered and not refused: the rest of the basket still has its price. */
export const quoteOffersOperation = operation(quoteOffers, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, locale }, { basket, codes }) {
    return weighBasket(tx, { codes: await readOffers(tx, codes, { lock: false }), basket, now: clock.now(), locale });
  },
});
