export { chooseOffers, type WantedOffer } from "./choose-offers.ts";
export type { BasketLine } from "./open-basket.ts";
