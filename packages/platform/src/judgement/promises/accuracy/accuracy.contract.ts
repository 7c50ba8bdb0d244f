import { z } from "zod";
import { contract } from "../../../foundation/contracts/index.ts";

const Day = z.iso.date();
const Count = z.int().min(0);
/** Of promises, with the 95 % interval of Wilson (1927). */
const Share = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** Days are means unless they say otherwise. What was cancelled or sent again is in none of the figures. */
const PromiseGroup = z.object({
  /** A month, a lane, a service, a length (`1-3`, `4-7`, `8-14`, `15-21`, `22-`) or a stated confidence (`0.94`: from there to 0.96); absent for all together. */
  key: z.string().optional(),
  /** Old enough that what became of them is known, with those that never arrived. */
  judged: Count,
  /** Too young to judge: of those of their age that are slow, most are still on their way. */
  waiting: Count,
  /** Of the judged: arrived, and replayed from a history, which nobody was promised. */
  arrived: Count,
  replayed: Count,
  /** Arrived within the promised days. */
  covered: Share.optional(),
  /** Not arrived on the last promised day. */
  late: Share.optional(),
  /** Arrived before the first promised day. */
  early: Share.optional(),
  /** What was stated to arrive by the last day, on average, where something was stated. */
  confidence: z.number().optional(),
  /** From the start to the last promised day. */
  promisedDays: z.number().optional(),
  /** From the first promised day to the last. */
  width: z.number().optional(),
  /** From the arrival to the last promised day, of those that arrived; below 0 where late. */
  slack: z.number().optional(),
  /** Where the days of the late ones were lost; `unknown` where nobody knows when the goods were to be handed over. */
  causes: z.object({ warehouse: Count, transit: Count, both: Count, unknown: Count }),
  /** What the engine believed, over those that arrived: the figures of the learning library's replay. */
  engine: z
    .object({
      n: Count,
      /** Loss at the median and at nine in ten (Koenker and Bassett 1978), days. */
      pinball50: z.number(),
      pinball90: z.number(),
      /** Arrived within the days for nine in ten. */
      covered90: z.number(),
      days90: z.number(),
      promisedDays: z.number(),
    })
    .optional(),
  /** The shop's own day, of the judged that had one. */
  shop: z.object({ n: Count, promisedDays: z.number(), late: Share }).optional(),
});
export type PromiseGroup = z.output<typeof PromiseGroup>;

const Division = z.enum(["month", "lane", "service", "length", "confidence"]);

export const promiseAccuracy = contract("promises.accuracy", {
  summary: "How promises held: kept, late and over-padded, by month, lane, service, length or stated confidence.",
  http: "GET /v1/promises/accuracy",
  input: z.strictObject({
    /** First and last day of starting. */
    from: Day.optional(),
    to: Day.optional(),
    basis: z.enum(["quoted", "shop", "assumed", "retrospective"]).optional(),
    lane: z.string().max(300).optional(),
    by: Division.default("month"),
  }),
  output: z.object({
    /** The last day that anything is known of: the business day, or the end of the file. */
    observedUntil: Day.optional(),
    /** What started by this day is judged on every lane, unless its promised days are not over yet. */
    judgedUntil: Day.optional(),
    all: PromiseGroup,
    by: Division,
    /** In their order; of lanes and services the most judged first, at most 200. */
    groups: z.array(PromiseGroup),
  }),
});
