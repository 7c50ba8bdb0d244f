import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";

/** Minor units of the account's currency. */
const Amount = z.int().min(0);

const SpendingDay = z.object({
  /** Where the retailer is: 2026-03-02. */
  day: z.iso.date(),
  /** Expected cost of what was offered on it. */
  spent: z.number(),
  offers: z.int(),
  /** The mean price at which offers were chosen on it. */
  price: z.number(),
});

const Account = z.object({
  /** Absent for everyone who belongs to no region with a part of its own. */
  region: z.string().optional(),
  currency: z.string(),
  amount: Amount,
  /**
   * Expected cost of what was offered, by whichever account paid it, where the budget was one of another length before; above the amount
   * only where the amount was lowered afterwards.
   */
  spent: Amount,
  /**
   * What was to be spent by now. Absent in a period in which the budget began later than its first day: the whole amount is there for what
   * is left of it, and a share of the time in which nothing could be spent would read as a delay.
   */
  planned: z.number().optional(),
  left: Amount,
  /** Of what was spent, on actions that were tried and not held for the best. */
  tried: Amount,
  offers: z.int(),
  /**
   * What a minor unit of the budget is worth now, in units of the goal, and 0 where there is enough; of a period that is over, the mean
   * price of what was spent. Absent before the first decision.
   */
  price: z.number().optional(),
  /** Of the offers whose time is over and of which is known whether they were used: what was expected of them and what they cost. */
  known: z.object({ offers: z.int(), expected: z.number(), cost: z.number() }),
  /** Days with an offer. */
  days: z.array(SpendingDay),
});

const Period = z.object({
  kind: z.enum(["week", "month", "quarter"]),
  startsAt: At,
  /** The first instant that is no longer in it. */
  endsAt: At,
  /** Today included; 0 when it is over. */
  daysLeft: z.int().min(0),
  /** Share of it that is over, 0 to 1. */
  elapsed: z.number(),
  /** Everyone else first, then the regions by name. */
  accounts: z.array(Account),
});

export const getProgramBudget = contract("programs.budget", {
  summary:
    "What a program may spend and has spent, by account and period: the present one first, and up to eleven before it. Empty for a program without a budget.",
  http: "GET /v1/programs/:name/budget",
  input: z.strictObject({ name: z.string().min(1).max(60) }),
  output: z.object({ program: z.string(), asOf: At, periods: z.array(Period) }),
});
