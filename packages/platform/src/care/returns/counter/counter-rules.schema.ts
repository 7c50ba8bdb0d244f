import { z } from "zod";

/** What is given for goods of which nobody knows where they were bought. */
const WithoutReceipt = z.strictObject({
  /** Goods are worth the lowest price that anybody paid for them within these days, or what they cost now if that is less. */
  lowestPriceOfDays: z.int().min(1).max(3_660).default(90),
  /** What one shopper is given within the period, minor units of the shop's currency; beyond it a manager decides. */
  cap: z.int().min(0).max(100_000_000).default(10_000),
  capDays: z.int().min(1).max(3_660).default(365),
});

export const CounterMoneyWay = z.enum(["original", "cash", "store-credit", "gift-card"]);
export type CounterMoneyWay = z.output<typeof CounterMoneyWay>;

/** How goods are taken back at counters. */
export const CounterRules = z.strictObject({
  /** `till`: the till pays back by itself, and is only told how much. `house`: refunds of ours pay, one of the ways below. */
  paidBy: z.enum(["till", "house"]).default("till"),
  /** Where the house pays: the ways that can be chosen, the usual one first. */
  ways: z
    .array(CounterMoneyWay)
    .min(1)
    .max(4)
    .refine((ways) => new Set(ways).size === ways.length, { error: "names a way twice" })
    .default(["original", "cash", "store-credit", "gift-card"]),
  /** Absent: nothing is taken back without a receipt. */
  withoutReceipt: WithoutReceipt.optional(),
});
export type CounterRules = z.output<typeof CounterRules>;
