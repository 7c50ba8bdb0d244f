import { z } from "zod";
import { CreditEntryId, OrderId, ShopperId, StoreId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { Currency, Money, MoneyAmount } from "../../foundation/money/index.ts";

export const CreditEntryView = z.object({
  entryId: CreditEntryId,
  /** `restore` gives back credit that an order was paid with; `move-in` and `move-out` go from a guest to their account. */
  kind: z.enum(["grant", "spend", "restore", "move-in", "move-out"]),
  /** Minor units; below zero where credit went. */
  amount: MoneyAmount,
  /** In this currency, after it. */
  balance: MoneyAmount,
  currency: z.string(),
  at: At,
  /** For staff. */
  reference: z.string().optional(),
  orderId: OrderId.optional(),
  storeId: StoreId.optional(),
});

const Amount = MoneyAmount.refine((amount) => amount > 0n, { error: "expected 1 or more, in minor units" }).refine(
  (amount) => amount <= 1_000_000_000_000n,
  { error: "expected at most 1,000,000,000,000 minor units" },
);
const Reference = z.string().trim().min(1).max(120);

export const getCredit = contract("store-credit.get", {
  summary: "A shopper's store credit: what can be spent in each currency, and the latest movements.",
  http: "GET /v1/shoppers/:shopperId/store-credit",
  input: z.strictObject({ shopperId: ShopperId }),
  output: z.object({
    /** The account, also where a guest was asked for that was merged into it. */
    shopperId: ShopperId,
    balances: z.array(Money),
    /** The fifty latest, latest first. Over a signed link those of its order alone. */
    entries: z.array(CreditEntryView),
  }),
});

export const grantCredit = contract("store-credit.grant", {
  summary: "Gives a shopper store credit as goodwill; the same reference again gives nothing and answers the same.",
  http: "POST /v1/shoppers/:shopperId/store-credit/grants",
  input: z.strictObject({
    shopperId: ShopperId,
    amount: Amount,
    currency: Currency,
    reference: Reference,
    orderId: OrderId.optional(),
  }),
  output: CreditEntryView,
});

export const spendCredit = contract("store-credit.spend", {
  summary: "Takes store credit for a purchase, at the till or online; the same reference again takes nothing.",
  http: "POST /v1/shoppers/:shopperId/store-credit/spends",
  input: z.strictObject({
    shopperId: ShopperId,
    amount: Amount,
    currency: Currency,
    /** The purchase's own, such as a receipt's number. */
    reference: Reference,
    orderId: OrderId.optional(),
    storeId: StoreId.optional(),
  }),
  output: CreditEntryView,
});
