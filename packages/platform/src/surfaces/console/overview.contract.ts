import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { Interval } from "../../judgement/decisions/decision.contract.ts";

export const OverviewWeek = z.object({
  /** The Monday of the week, ISO date in the retailer's zone. */
  week: z.iso.date(),
  orders: z.int(),
  returns: z.int(),
  unitsSold: z.int(),
  unitsReturned: z.int(),
  /** Units returned ÷ units sold of the purchases of that week; the recent weeks still rise. */
  returnRate: z.number().optional(),
  /** Of the week's returns by known shoppers: how many were followed by a purchase within 60 days. Absent until all are 60 days old. */
  repurchase: Interval.optional(),
  sales: MoneyAmount,
});

export const getOverview = contract("overview.get", {
  summary: "Orders, returns, return rate and repurchase after a return by week, with totals.",
  http: "GET /v1/overview",
  input: z.strictObject({ weeks: z.int().min(1).max(520).default(104) }),
  output: z.object({
    asOf: At,
    currency: z.string().optional(),
    totals: z.object({
      orders: z.int(),
      returns: z.int(),
      shoppers: z.int(),
      sales: MoneyAmount,
      returnRate: Interval.optional(),
      repurchase: Interval.optional(),
      returnsOfUnknownOrigin: z.int(),
    }),
    weeks: z.array(OverviewWeek),
    decisions: z.array(
      z.object({
        action: z.string(),
        terms: ActionTerms.optional(),
        /** Of the sums in the terms. */
        currency: z.string(),
        decisions: z.int(),
        share: z.number(),
      }),
    ),
    /** The rate every margin figure assumes where the shop sends no cost; 0..1. */
    assumedMarginRate: z.number(),
  }),
});
