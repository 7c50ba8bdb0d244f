export { type Choice, chooseOffers, type UsedOffer, type WantedOffer } from "./choose-offers.ts";
export type { BasketLine } from "./open-basket.ts";
export type { NoUse } from "./take-off.ts";
