import { problemKind } from "../../foundation/problems/index.ts";

export const giftCardNotFound = problemKind("gift-card-not-found", 404);
/** It is good for nothing any more. */
export const giftCardVoid = problemKind("gift-card-void", 409);
/** The card was given in place of money that is the shopper's: it can be replaced, not taken. */
export const giftCardIsMoney = problemKind("gift-card-is-money", 409);
/** More is to be taken than is on the card; the parameters say how much there is, in minor units. */
export const giftCardNotEnough = problemKind("gift-card-not-enough", 409);
/** The reference stands for another movement of this card, or for another card of this shopper. */
export const giftCardReferenceReused = problemKind("gift-card-reference-reused", 409);
/** More would be put back than the purchase took off the card; the parameters say how much is left of it. */
export const giftCardRefillExceeds = problemKind("gift-card-refill-exceeds", 409);
