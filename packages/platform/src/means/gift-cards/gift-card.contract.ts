import { z } from "zod";
import { GiftCardEntryId, GiftCardId, OrderId, ShopperId, StoreId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { Currency, MoneyAmount } from "../../foundation/money/index.ts";

/** What anybody sees who shows the code: never to whom the card was given. */
const GiftCardView = z.object({
  giftCardId: GiftCardId,
  /** Of its code. */
  lastFour: z.string(),
  currency: z.string(),
  balance: MoneyAmount,
  /** What was put on it at first. */
  issued: MoneyAmount,
  state: z.enum(["usable", "used-up", "void"]),
  issuedAt: At,
});

const GiftCardEntryView = z.object({
  entryId: GiftCardEntryId,
  kind: z.enum(["issue", "redeem", "refill", "void"]),
  /** Below zero where money went off the card. */
  amount: MoneyAmount,
  /** After it. */
  balance: MoneyAmount,
  at: At,
  reference: z.string(),
  orderId: OrderId.optional(),
  storeId: StoreId.optional(),
});

const GiftCardForStaff = GiftCardView.extend({
  because: z.enum(["refund", "desk", "replacement"]),
  /** To whom it was given; whoever has the code may use it. */
  shopperId: ShopperId,
  orderId: OrderId.optional(),
  /** When its code was mailed or handed over; absent where it was not, or not yet. */
  toldAt: At.optional(),
  replaces: GiftCardId.optional(),
  /** Earliest first. */
  entries: z.array(GiftCardEntryView),
});

/** `mail`: to the shopper, and nobody else sees it. `hand`: in the answer, this one time. */
const Telling = z.enum(["mail", "hand"]);

const Told = z.object({ card: GiftCardForStaff, code: z.string().optional() });

const Code = z.string().trim().min(4).max(60);
const Reference = z.string().trim().min(1).max(120);
const Amount = MoneyAmount.refine((amount) => amount > 0n, { error: "expected 1 or more, in minor units" }).refine(
  (amount) => amount <= 1_000_000_000_000n,
  { error: "expected at most 1,000,000,000,000 minor units" },
);

export const checkGiftCard = contract("gift-cards.check", {
  summary: "What is on a gift card, by its code: asked in the body, since addresses are written to logs.",
  http: "POST /v1/gift-card-checks",
  kind: "query",
  input: z.strictObject({ code: Code }),
  output: GiftCardView,
});

export const redeemGiftCard = contract("gift-cards.redeem", {
  summary: "Takes money off a gift card for a purchase; the same reference again takes nothing and answers the same.",
  http: "POST /v1/gift-card-redemptions",
  input: z.strictObject({
    code: Code,
    amount: Amount,
    currency: Currency,
    /** The purchase's own, such as a receipt's number. */
    reference: Reference,
    /** Takes what there is where that is less, instead of nothing: the rest is paid otherwise. */
    upTo: z.boolean().default(false),
    orderId: OrderId.optional(),
    storeId: StoreId.optional(),
  }),
  output: z.object({ card: GiftCardView, taken: MoneyAmount, entryId: GiftCardEntryId }),
});

export const refillGiftCard = contract("gift-cards.refill", {
  summary: "Undoes what was paid with a gift card, or a part of it: never more than what the purchase took.",
  http: "POST /v1/gift-cards/:giftCardId/refills",
  input: z.strictObject({
    giftCardId: GiftCardId,
    /** The reference under which it was taken. */
    redemption: Reference,
    amount: Amount,
    /** What it is put back for, such as the number of the cancellation: once. */
    reference: Reference,
  }),
  output: GiftCardForStaff,
});

export const issueGiftCard = contract("gift-cards.issue", {
  summary: "Gives a shopper a gift card as goodwill; the same reference again gives none and answers the first.",
  http: "POST /v1/gift-cards",
  input: z.strictObject({
    shopperId: ShopperId,
    amount: Amount,
    currency: Currency,
    reference: Reference,
    orderId: OrderId.optional(),
    tell: Telling.default("mail"),
  }),
  output: Told,
});

export const voidGiftCard = contract("gift-cards.void", {
  summary:
    "Makes a card good for nothing: with another in its place, or, where it was goodwill, without. A lost code is replaced this way.",
  http: "POST /v1/gift-cards/:giftCardId/voidings",
  input: z.strictObject({ giftCardId: GiftCardId, replace: z.boolean(), tell: Telling.default("mail") }),
  /** The card that has the money now, or the voided one. */
  output: Told,
});

export const getGiftCard = contract("gift-cards.get", {
  summary: "One gift card with all that was booked on it.",
  http: "GET /v1/gift-cards/:giftCardId",
  input: z.strictObject({ giftCardId: GiftCardId }),
  output: GiftCardForStaff,
});

export const giftCardsOfOrder = contract("gift-cards.of-order", {
  summary: "The gift cards that were given for an order, latest first; never their codes.",
  http: "GET /v1/orders/:orderId/gift-cards",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(GiftCardView) }),
});

export type GiftCardShown = z.output<typeof GiftCardView>;
export type GiftCardShownToStaff = z.output<typeof GiftCardForStaff>;
export type GiftCardTold = z.output<typeof Told>;
