import { z } from "zod";
import { MoneyAmount } from "../../foundation/money/index.ts";

const Above = MoneyAmount.refine((amount) => amount > 0n, { error: "expected 1 or more, in minor units" });
const Units = z.int().min(1).max(1_000_000);
/** Of the order, from 1 on; absent: all of them. */
const Lines = z.array(z.int().min(1)).min(1).max(5_000).optional();

/** What a promotion asked for: so much spent, or so many units for each time that it was applied, in lines that count. */
export const PromotionNeeds = z.union(
  [
    z.strictObject({ spend: Above, lines: Lines }),
    z.strictObject({ units: Units, times: Units.default(1), lines: Lines }),
  ],
  { error: "expected spend, or units and how many times; and perhaps the lines that count" },
);
export type PromotionNeeds = z.output<typeof PromotionNeeds>;

/** What a promotion took off each line: within that line's discount. */
export const PromotionShares = z
  .array(z.strictObject({ line: z.int().min(1), amount: Above }))
  .min(1)
  .max(5_000);
export type PromotionShares = z.output<typeof PromotionShares>;

/** A promotion as an order carries it. */
export interface OrderPromotion {
  readonly key: string;
  readonly title?: string | undefined;
  readonly needs: PromotionNeeds;
  readonly lines: PromotionShares;
}
