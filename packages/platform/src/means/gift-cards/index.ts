import type { Operation } from "../../foundation/operations/index.ts";
import {
  checkGiftCardOperation,
  getGiftCardOperation,
  giftCardsOfOrderOperation,
  issueGiftCardOperation,
} from "./card-operations.ts";
import { redeemGiftCardOperation } from "./redeem-card.ts";
import { refillGiftCardOperation } from "./refill-card.ts";
import { voidGiftCardOperation } from "./void-card.ts";

export { issueCard } from "./issue-card.ts";
export { refillPayingCard } from "./refill-paying-card.ts";
export { giftCardMessage, giftCardReactions } from "./tell-card.ts";

import "./gift-card-tables.ts";

export const giftCardOperations: readonly Operation[] = [
  checkGiftCardOperation,
  redeemGiftCardOperation,
  issueGiftCardOperation,
  giftCardsOfOrderOperation,
  getGiftCardOperation,
  refillGiftCardOperation,
  voidGiftCardOperation,
];
