import { z } from "zod";
import { Currency, MoneyAmount } from "../../foundation/money/index.ts";

/** Goods that a shopper is about to pay for. */
export const Basket = z.strictObject({
  currency: Currency,
  lines: z
    .array(
      z.strictObject({
        sku: z.string().trim().min(1).max(100),
        quantity: z.int().min(1).max(100_000),
        /** Price × quantity after the shop's own discounts, minor units, with tax where the shop's prices have it. */
        amount: MoneyAmount.refine((amount) => amount >= 0n, { error: "expected 0 or more" }),
      }),
    )
    .min(1)
    .max(200),
});

export type Basket = z.output<typeof Basket>;
