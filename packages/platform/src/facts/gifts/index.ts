import type { Operation } from "../../foundation/operations/index.ts";
import { makeGiftCodeOperation } from "./make-gift-code.ts";
import { openGiftOperation } from "./open-gift.ts";
import { findGiftOperation, giftsOfOrderOperation } from "./read-gifts.ts";

import "./gift-tables.ts";

export type { Gift } from "./gift-tables.ts";
export { makeGiftCodeOperation } from "./make-gift-code.ts";
export { openGiftOperation } from "./open-gift.ts";
export { reachBearer } from "./reach-bearer.ts";
export { giftOfBearer, giftsOfOrderOperation, linesOfGifts, ownGift, readGift } from "./read-gifts.ts";

export const giftOperations: readonly Operation[] = [
  makeGiftCodeOperation,
  giftsOfOrderOperation,
  openGiftOperation,
  findGiftOperation,
];
