import { z } from "zod";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { ReturnId } from "../identifiers/index.ts";

const amount = MoneyAmount.refine((given) => given > 0n, { error: "expected 1 or more, in minor units" });

/** What a part of a refund is for. The amounts of all parts sum to the refund's exactly. */
export const RefundPart = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("goods"),
    /** Of the order. */
    line: z.int().min(1),
    /** 0 where it is more money for units that were paid back before, as when a deduction is released. */
    quantity: z.int().min(0).max(1_000_000),
    amount,
    /** The return with which the goods came back: what it says was given back is then this money, and not other money. */
    returnId: ReturnId.optional(),
  }),
  z.strictObject({ kind: z.literal("shipping"), amount }),
  z.strictObject({ kind: z.literal("goodwill"), amount }),
]);
export type RefundPart = z.output<typeof RefundPart>;

export const RefundParts = z.array(RefundPart).min(1).max(500);

export const RefundReason = z.enum([
  "requested-by-customer",
  "late-delivery",
  "lost",
  "damaged",
  "cancelled",
  "returned",
  "duplicate",
  "fraudulent",
  "goodwill",
]);
export type RefundReason = z.output<typeof RefundReason>;

/** Where money goes back to. `original`: the way it was paid. `exchange`: it pays for what the goods are exchanged for. */
export const RefundWay = z.enum(["original", "store-credit", "gift-card", "exchange"]);
export type RefundWay = z.output<typeof RefundWay>;

/** `mixed`: several ways, each with an amount of its own. */
export const RefundDestination = z.enum([...RefundWay.options, "mixed"]);
export type RefundDestination = z.output<typeof RefundDestination>;
