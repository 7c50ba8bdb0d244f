import { z } from "zod";
import { GiftCardId, OrderId, RefundId, ReturnId, ShopperId, StoreId } from "../../../facts/identifiers/index.ts";
import { ReturnView } from "../../../facts/returns/return.contract.ts";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../../foundation/money/index.ts";
import { DecisionView } from "../../../judgement/decisions/decision.contract.ts";
import { ReturnMoney } from "../return-money.contract.ts";
import { CounterMoneyWay, CounterRules } from "./counter-rules.schema.ts";

const CounterRulesView = z.object({
  /** With what was left out filled in. */
  rules: z.object({
    paidBy: z.enum(["till", "house"]),
    ways: z.array(CounterMoneyWay),
    withoutReceipt: z.object({ lowestPriceOfDays: z.int(), cap: z.int(), capDays: z.int() }).optional(),
  }),
  /** Absent where nobody has set any. */
  validFrom: At.optional(),
});

export const getCounterRules = contract("counter.rules", {
  summary: "How goods are taken back at counters now.",
  http: "GET /v1/counter/rules",
  input: z.strictObject({}),
  output: CounterRulesView,
});

export const setCounterRules = contract("counter.set-rules", {
  summary: "Says how goods are taken back at counters from now on.",
  http: "PUT /v1/counter/rules",
  input: z.strictObject({ rules: CounterRules }),
  output: CounterRulesView,
});

/** A return reason handle, e.g. `too-small`. */
const Reason = z.string().trim().min(1).max(120);

const TakenLine = z.strictObject({
  line: z.int().min(1),
  quantity: z.int().min(1).max(1_000_000),
  reason: Reason.optional(),
});

/**
 * What was given back for one return one way, where the house pays. As it was paid, what new gift cards have in place of others stands apart. Amounts
 * are minor units.
 */
const Paid = z.object({
  returnId: ReturnId,
  way: CounterMoneyWay,
  amount: MoneyAmount,
  currency: z.string(),
  refundId: RefundId,
  /** Of a gift card: told this one time. */
  code: z.string().optional(),
});

const Visit = z.strictObject({
  storeId: StoreId,
  orders: z
    .array(z.strictObject({ orderId: OrderId, lines: z.array(TakenLine).min(1).max(500) }))
    .min(1)
    .max(20),
  /** Whoever brings it did not buy it: its value is theirs as a gift card, and neither buyer nor price is told. */
  isGift: z.boolean().default(false),
  /** How the money goes back where the house pays; the usual way if not given. */
  way: CounterMoneyWay.optional(),
});

export const previewVisit = contract("returns.preview-visit", {
  summary:
    "What would be given for what somebody brings to the counter, and by whom: after what was given before, and within what their orders have left.",
  http: "POST /v1/counter/visit-previews",
  kind: "query",
  input: Visit,
  output: z.object({
    /** How the house would pay; absent where the till pays by itself. */
    way: CounterMoneyWay.optional(),
    orders: z.array(
      z.object({
        orderId: OrderId,
        currency: z.string(),
        lines: z.array(
          z.object({
            line: z.int(),
            quantity: z.int(),
            /** Their own share of what was paid, and what of it is given now. */
            worth: MoneyAmount,
            amount: MoneyAmount,
          }),
        ),
        /** Of the amounts, what the till pays out. The house pays the rest. */
        till: MoneyAmount,
        house: MoneyAmount,
      }),
    ),
  }),
});

export const takeBackVisit = contract("returns.take-back-visit", {
  summary: "Takes back what somebody brings to the counter, of one or several purchases at once, or as a gift.",
  http: "POST /v1/counter/visits",
  input: Visit,
  output: z.object({
    returns: z.array(ReturnView),
    /** Who gives what, for each of the returns in their order. */
    money: z.array(ReturnMoney.extend({ returnId: ReturnId })),
    paid: z.array(Paid),
    /** What would bring the shopper again, with the return that it was decided for. */
    decision: DecisionView.optional(),
    decidedFor: ReturnId.optional(),
  }),
});

const UnprovenLine = z.strictObject({
  /** Or the barcode of an article. */
  sku: z.string().trim().min(1).max(120),
  quantity: z.int().min(1).max(1_000),
  reason: Reason.optional(),
});

const Unproven = z.strictObject({
  storeId: StoreId,
  /** Who brings it, where they say so. */
  shopperId: ShopperId.optional(),
  lines: z.array(UnprovenLine).min(1).max(100),
});

const UnprovenValue = z.object({
  currency: z.string(),
  /** One for each line that was asked for. */
  lines: z.array(
    z.object({
      sku: z.string(),
      /** As it was asked for: the stock code or the barcode. */
      code: z.string(),
      title: z.string().optional(),
      quantity: z.int(),
      /** What one piece is worth; absent where nobody bought it in that time and it has no price. */
      each: MoneyAmount.optional(),
      /** Whether somebody paid that little, or it costs that now. */
      by: z.enum(["paid", "price"]).optional(),
      amount: MoneyAmount,
    }),
  ),
  amount: MoneyAmount,
  /** What the shopper was given in the period before, and what is the most. */
  before: MoneyAmount,
  cap: MoneyAmount,
  capDays: z.int(),
  lowestPriceOfDays: z.int(),
  needsManager: z.boolean(),
});

export const valueWithoutReceipt = contract("returns.value-without-receipt", {
  summary: "What goods without a receipt would be taken back for, and whether a manager has to decide.",
  http: "POST /v1/counter/values-without-receipt",
  kind: "query",
  input: Unproven,
  output: UnprovenValue,
});

export const takeWithoutReceipt = contract("returns.take-without-receipt", {
  summary:
    "Takes goods back of which nobody knows where they were bought, for a gift card of the lowest price they had.",
  http: "POST /v1/counter/returns-without-receipt",
  input: Unproven,
  output: z.object({
    return: ReturnView,
    amount: MoneyAmount,
    currency: z.string(),
    giftCardId: GiftCardId.optional(),
    /** Told this one time. */
    code: z.string().optional(),
  }),
});
