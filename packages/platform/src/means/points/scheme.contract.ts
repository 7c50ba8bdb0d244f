import { z } from "zod";
import { PointCount } from "../../facts/points/point-count.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { Money } from "../../foundation/money/index.ts";
import { Scheme } from "./scheme.schema.ts";

const Credit = z.object({ shoppers: z.int(), orders: z.int(), points: PointCount, worth: Money });

const SchemeView = z.object({
  /** 0 while nobody has saved one: the defaults, switched off. */
  version: z.int(),
  scheme: Scheme,
  effectiveAt: At.optional(),
  savedAt: At.optional(),
});

export const getScheme = contract("points.scheme.get", {
  summary: "How points work here: the scheme as it stands, with its earlier versions.",
  http: "GET /v1/points/scheme",
  input: z.strictObject({}),
  output: SchemeView.extend({ earlier: z.array(SchemeView) }),
});

/** What a scheme would change for the shoppers there are. */
const Preview = z.object({
  /** Points that the purchases of the last twelve months, net of returns, would earn in a year at the usual rate. */
  yearlyPoints: z.object({ now: PointCount, next: PointCount }),
  yearlyWorth: z.object({ now: Money, next: Money }),
  /** Shoppers in each tier, if the last twelve months alone decided. */
  tiers: z.array(z.object({ tier: z.string(), now: z.int(), next: z.int() })),
  /** What the points that shoppers hold are worth. */
  liability: z.object({ now: Money, next: Money }),
  /** Purchases since `startsAt` that are credited at once. */
  credit: Credit.optional(),
});

export const setScheme = contract("points.scheme.set", {
  summary: "Saves another version of the scheme; with `dryRun` nothing is saved and the answer is what would change.",
  http: "PUT /v1/points/scheme",
  input: z.strictObject({
    scheme: Scheme,
    /** The version that was changed: another that was saved meanwhile is not overwritten unseen. */
    basedOn: z.int().min(0),
    /** At the first switching on only: purchases since then are credited. Without it the scheme begins now. */
    startsAt: At.optional(),
    dryRun: z.boolean().default(false),
  }),
  output: z.object({ version: z.int(), saved: z.boolean(), preview: Preview }),
});

export const creditHistory = contract("points.credit-history", {
  summary: "Credits purchases that came in as imported history since the scheme began; `dryRun` only counts them.",
  http: "POST /v1/points/credits",
  input: z.strictObject({ dryRun: z.boolean().default(false) }),
  output: Credit,
});
