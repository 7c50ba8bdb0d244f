import { z } from "zod";
import { RefundTiming, Resolution, ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import { SendingFee } from "./sending-fee.schema.ts";

const Percent = z.int().min(0).max(50);

/** What a return is granted. Fees stand on two axes: what sending costs, and what is taken off for taking back. */
const Grants = z.strictObject({
  /** Days from the arrival of the last parcel. */
  windowDays: z.int().min(0).max(730),
  /** In the retailer's currency, once for a whole return. */
  logisticsFee: SendingFee,
  /** Of what was paid for the goods. */
  restockingPercent: Percent,
  methods: z.array(ReturnMethod).min(1),
  refundTiming: RefundTiming,
  resolutions: z.array(Resolution).min(1),
  /** On top of what was paid, for whoever takes store credit. */
  bonusPercent: Percent,
});
export type Grants = z.output<typeof Grants>;

export const layers = ["tier", "segment", "situation"] as const;
const Layer = z.enum(layers);
export type Layer = z.output<typeof Layer>;

const PromotionBreakage = z.enum(["keep-share", "claw-back", "forbid"]);

const Sentences = z.partialRecord(z.enum(["en", "de", "nl", "zh"]), z.string().trim().min(1).max(200));

/** For whom or when something else is granted than usual. */
const Rule = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "expected lower-case words joined by hyphens" })
    .max(60),
  layer: Layer,
  /** A condition over what is known of the shopper and the purchase (Common Expression Language). */
  when: z.string().trim().min(1).max(1_000),
  grants: Grants.partial(),
  /** Why, for shoppers: "because you are a Gold member". */
  says: Sentences.optional(),
});
export type Rule = z.output<typeof Rule>;

/** How a retailer takes goods back, as one document with versions. */
export const PolicyDocument = z
  .strictObject({
    /** What everybody has. */
    usual: Grants,
    /** What it really costs the shop that goods are sent back: while the law gives a right to return, no more is charged for that way. */
    costOfSending: SendingFee.default(0n),
    rules: z.array(Rule).max(60).default([]),
    /** The order in which layers are gone through. */
    precedence: z
      .array(Layer)
      .length(layers.length)
      .default([...layers]),
    /** Of several rules that grant the same thing: the one that comes last, or the one that is best for the shopper. */
    combine: z.enum(["last-wins", "best-for-shopper"]).default("best-for-shopper"),
    /**
     * What becomes of a discount on what is kept when too little is kept for its promotion: it stays, it is taken off what is paid back, or such a
     * return is not taken. Never held against what the law lets go back.
     */
    promotionBreakage: PromotionBreakage.default("keep-share"),
  })
  .refine(({ precedence }) => new Set(precedence).size === layers.length, {
    path: ["precedence"],
    error: "expected each of tier, segment and situation once",
  })
  .refine(({ rules }) => new Set(rules.map(({ name }) => name)).size === rules.length, {
    path: ["rules"],
    error: "expected every rule to have a name of its own",
  });
export type PolicyDocument = z.output<typeof PolicyDocument>;

/** For a retailer who has published none: thirty days, free, money back on arrival. */
export const usualPolicy: PolicyDocument = PolicyDocument.parse({
  usual: {
    ...{ windowDays: 30, logisticsFee: 0, restockingPercent: 0, bonusPercent: 0, refundTiming: "received" },
    ...{ methods: ["store", "drop-off"], resolutions: ["exchange", "store-credit", "refund"] },
  },
});
