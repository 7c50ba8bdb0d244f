import { z } from "zod";
import { contract } from "../../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../../foundation/money/index.ts";

/** A calendar day where the retailer is. */
const Day = z.iso.date();

/** A share of `n` with its 95 % interval (Wilson); absent where there was nothing to count. */
const Share = z.object({ n: z.int(), value: z.number(), low: z.number(), high: z.number() });

/** Why what was late was late, in orders. */
const LateBecause = z.object({ warehouse: z.int(), transit: z.int(), both: z.int() });

export const deliveryOverview = contract("delivery.overview", {
  summary: "How promises of arrival were kept lately, what is on its way now, and how each lane does.",
  http: "GET /v1/delivery/overview",
  input: z.strictObject({}),
  output: z.object({
    /** The last day whose promises are counted: yesterday, since today is not over. */
    until: Day,
    /** `promised` to shoppers; or `replayed`, made afterwards from what was known on each day, where too few have come due. */
    basis: z.enum(["promised", "replayed"]),
    /** Of the promises that came due in the last 30 days. */
    kept: Share.optional(),
    /** Of those that came due in the 30 days before. */
    keptBefore: Share.optional(),
    /** Of the last 30 days: arrived before the first day promised. */
    overPadded: Share.optional(),
    now: z.object({
      /** Orders that have not wholly arrived. */
      inTransit: z.int(),
      /** In trouble while what was promised is not over. */
      atRisk: z.int(),
      /** In trouble, and what was promised is over or there was no promise. */
      late: z.int(),
      /** Shoppers who were offered a remedy and have not answered. */
      waiting: z.int(),
    }),
    /** The last 30, by the last day promised, earliest first. */
    days: z.array(z.object({ day: Day, n: z.int(), kept: z.int(), overPadded: z.int() })),
    /** Of the last 90 days, those with the most orders first; at most 40. */
    lanes: z.array(
      z.object({
        /** `service|origin|country|zone`, with `-` for what is not known. */
        lane: z.string(),
        kept: Share,
        /** Days that a promise spans, on average. */
        width: z.number(),
        lateBecause: LateBecause,
      }),
    ),
  }),
});

/** Days within which a share arrived, with the 95 % interval of that figure; `high` is absent where it lies beyond what was seen. */
const DaysWithin = z.object({ value: z.int(), low: z.int(), high: z.int().optional() });

export const carrierReport = contract("delivery.carriers", {
  summary: "What each carrier and service did with what was handed over to it, those first that cost most.",
  http: "GET /v1/delivery/carriers",
  input: z.strictObject({
    /** Days of handing over that are looked at. */
    days: z.int().min(7).max(730).default(90),
  }),
  output: z.object({
    from: Day,
    /** The last day of handing over: two weeks ago, so that nothing is judged before it can have arrived. */
    until: Day,
    currency: z.string(),
    items: z.array(
      z.object({
        /** One for all spellings. */
        carrierCode: z.string(),
        /** As it was sent. */
        carrier: z.string(),
        service: z.string().optional(),
        orders: z.int(),
        kept: Share.optional(),
        late: z.int(),
        lateBecause: LateBecause,
        /** From the hand-over on; what has not arrived is longer than any other. */
        median: DaysWithin.optional(),
        ninety: DaysWithin.optional(),
        /** Of the parcels that arrived. */
        firstAttempt: Share.optional(),
        lost: Share,
        /** Orders of which nothing was heard for so long that it was found wrong. */
        silent: Share,
        /** Given back because of late, lost or damaged parcels, in `currency`, minor units. */
        cost: MoneyAmount,
      }),
    ),
  }),
});
