import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { GiftCardEntryId, GiftCardId, OrderId, ShopperId, StoreId } from "../identifiers/index.ts";

const moved = {
  giftCardId: GiftCardId,
  entryId: GiftCardEntryId,
  amount: MoneyAmount,
  currency: z.string(),
  /** After it. */
  balance: MoneyAmount,
};

export const giftCardIssued = fact("gift-card.issued", {
  summary:
    "A gift card was given: instead of money, by the desk, or in place of another. The subject is who it was given to.",
  data: z.object({
    ...moved,
    shopperId: ShopperId,
    because: z.enum(["refund", "desk", "replacement"]),
    orderId: OrderId.optional(),
  }),
});

/** Whoever had it: a card is not a person's, so its uses are filed under the card. */
const used = { ...moved, reference: z.string(), orderId: OrderId.optional(), storeId: StoreId.optional() };

export const giftCardRedeemed = fact("gift-card.redeemed", {
  summary: "Somebody paid with a gift card.",
  data: z.object(used),
});

export const giftCardRefilled = fact("gift-card.refilled", {
  summary: "What had been paid with a gift card was undone, and its money is on the card again.",
  data: z.object(used),
});

export const giftCardVoided = fact("gift-card.voided", {
  summary: "A gift card is good for nothing any more; `replacedBy` has its money.",
  data: z.object({ ...moved, replacedBy: GiftCardId.optional() }),
});
