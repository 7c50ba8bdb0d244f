import { z } from "zod";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { Currency, MoneyAmount } from "../../../foundation/money/index.ts";

const Interval = z.object({ value: z.number(), low: z.number(), high: z.number() });

const ofProgram = {
  /** Absent for offers that no program decided on. */
  program: z.string().optional(),
  title: z.string().optional(),
  currency: Currency,
};

export const offersLiability = contract("offers.liability", {
  summary:
    "Open offers by program, currency and month of expiry: how many, what they can cost at most and are expected to cost; and what became of all others. Extra points are counted with the points.",
  http: "GET /v1/offers/liability",
  input: z.strictObject({}),
  output: z.object({
    asOf: At,
    open: z.array(
      z.object({
        ...ofProgram,
        /** In which they expire, such as 2026-04, where the retailer is. */
        month: z.string(),
        offers: z.int(),
        /** What those can cost whose terms set a bound, minor units; the number of the others, which cost what is bought with them. */
        most: MoneyAmount,
        unbounded: z.int(),
        /** By how offers of the program were used so far; absent until enough of them were watched, or where costs are not known. */
        expected: Interval.optional(),
      }),
    ),
    programs: z.array(
      z.object({
        ...ofProgram,
        issued: z.int(),
        open: z.int(),
        redeemed: z.int(),
        expired: z.int(),
        /** Used on a purchase that came back, and over. */
        reversed: z.int(),
        revoked: z.int(),
        /** Valid again after their purchase came back, whatever became of them then. */
        reinstated: z.int(),
        /** What was taken off the price in all, minor units; and of how many that were redeemed nobody said what. */
        given: MoneyAmount,
        givenUnknown: z.int(),
        /** Of how many the share below was learned, and the share of offers that are used in their time. */
        watched: z.int(),
        useRate: Interval.optional(),
        /** What a use cost in the mean, as a share of what was expected when it was decided; absent until enough are known. */
        costRatio: z.number().optional(),
      }),
    ),
  }),
});
