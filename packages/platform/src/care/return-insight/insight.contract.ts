import { z } from "zod";
import { OrderId, ReturnId, ShopperId } from "../../facts/identifiers/index.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

const Day = z.iso.date();

/** By what units that were bought are told apart. */
export const InsightDimension = z.enum(["product", "size", "category", "supplier", "reason", "group", "channel"]);
export type InsightDimension = z.output<typeof InsightDimension>;

/** A share of `n` with its 95 % interval (Wilson). */
const Share = z.object({ n: z.int(), value: z.number(), low: z.number(), high: z.number() });

const Period = {
  /** Days of ordering that are looked at; they end 45 days ago, so that what was bought had time to come back. */
  days: z.int().min(30).max(1_095).default(365),
};

const Reason = z.object({ reason: z.string(), units: z.int() });

/** What a returned unit costs, minor units of the retailer's currency, and what that is reckoned from. */
const CostOfUnit = z.object({
  /** The way back, as the return policy says. */
  sending: MoneyAmount,
  /** Opening, checking, putting away, as the settings of dispositions say. */
  handling: MoneyAmount,
  /** Of the price, on average: what graded goods bring less than new ones. Absent as long as nothing was graded. */
  lostShare: z.number().optional(),
});

export const returnReport = contract("return-insight.report", {
  summary:
    "How much of what was bought came back, why, and what that cost: by product, size, category, supplier, reason, group of shoppers or channel.",
  http: "GET /v1/return-insight",
  input: z.strictObject({
    by: InsightDimension.default("product"),
    ...Period,
    limit: z.int().min(1).max(1_000).default(200),
  }),
  output: z.object({
    from: Day,
    until: Day,
    currency: z.string(),
    bought: z.int(),
    returned: z.int(),
    /** Of the price of what came back, and of its ways and handling. */
    value: MoneyAmount,
    cost: MoneyAmount,
    costOfUnit: CostOfUnit,
    /** Dearest first. */
    rows: z.array(
      z.object({
        /** What it is; a handle for reasons, groups and channels, empty where nobody said. */
        name: z.string(),
        /** Of a size: of which product. */
        of: z.string().optional(),
        bought: z.int(),
        returned: z.int(),
        /** Absent for reasons: nothing is bought for one. */
        rate: Share.optional(),
        value: MoneyAmount,
        cost: MoneyAmount,
        /** The three most frequent. */
        reasons: z.array(Reason),
      }),
    ),
    /** There are more rows than were asked for. */
    isCut: z.boolean(),
  }),
});

/** What would help, by what is said of it. */
export const FixKind = z.enum(["size", "description", "quality", "packaging", "delivery", "expectation"]);
export type FixKind = z.output<typeof FixKind>;

export const returnFixes = contract("return-insight.fixes", {
  summary:
    "What to fix: products that come back for one reason more often than others of their kind, beyond chance, with what mending it would save in a year.",
  http: "GET /v1/return-insight/fixes",
  input: z.strictObject({ ...Period, limit: z.int().min(1).max(200).default(20) }),
  output: z.object({
    from: Day,
    until: Day,
    currency: z.string(),
    items: z.array(
      z.object({
        fix: FixKind,
        product: z.string(),
        category: z.string(),
        reason: z.string(),
        bought: z.int(),
        /** For this reason. */
        returned: z.int(),
        rate: Share,
        /** Of other products of its kind. */
        usual: z.number(),
        /** In a year, if it came back no more often than others; drawn towards them where little was sold. */
        saves: MoneyAmount,
      }),
    ),
  }),
});

/** What is seen in how somebody returns. */
export const ReturnPattern = z.enum([
  "returns-nearly-all",
  "worn-before-return",
  "several-sizes",
  "something-else-sent",
]);
export type ReturnPattern = z.output<typeof ReturnPattern>;

export const returnPatterns = contract("return-insight.patterns", {
  summary:
    "Patterns in how shoppers return, each with its evidence. For people to look at: nothing the law grants hangs on them.",
  http: "GET /v1/return-insight/patterns",
  input: z.strictObject({
    pattern: ReturnPattern.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    currency: z.string(),
    items: z.array(
      z.object({
        pattern: ReturnPattern,
        shopperId: ShopperId,
        shopper: ShopperLabel.optional(),
        /** Units in the last year. */
        bought: z.int(),
        returned: z.int(),
        /** Times that it was seen. */
        times: z.int(),
        value: MoneyAmount,
        /** Where it was seen, latest first; at most five. */
        orders: z.array(OrderId),
        returns: z.array(ReturnId),
      }),
    ),
  }),
});
