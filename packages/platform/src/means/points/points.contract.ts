import { z } from "zod";
import {
  DecisionId,
  OfferId,
  OrderId,
  PointsWindowId,
  ReturnId,
  ShopperId,
  StoreId,
} from "../../facts/identifiers/index.ts";
import { PointCount } from "../../facts/points/point-count.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { Money } from "../../foundation/money/index.ts";

const Position = z.object({
  /** Can be used now; never below zero. */
  available: PointCount,
  /** Earned, and not usable until the goods can no longer be returned. */
  pending: PointCount,
  /** Used before the goods that had earned them came back; paid by the next points that become usable. */
  owed: PointCount,
});

const TierView = z.object({
  id: z.string(),
  /** The retailer's own word; absent where the catalogue's word for the id is used. */
  name: z.string().optional(),
  /** In percent of the usual points. */
  multiplier: z.int(),
});

const WindowView = z.object({
  windowId: PointsWindowId,
  multiplier: z.int(),
  from: At,
  until: At,
  decisionId: DecisionId.optional(),
  offerId: OfferId.optional(),
});

/** Entries that were booked for one thing, together: an order of many lines is one movement. */
export const Movement = z.object({
  /** Tells it apart from the shopper's others. */
  movementId: z.string(),
  kind: z.enum(["earn", "bonus", "reverse", "redeem", "expire", "adjust"]),
  points: PointCount,
  /** By how much more is owed after it. */
  owed: PointCount,
  at: At,
  orderId: OrderId.optional(),
  orderNumber: z.string().optional(),
  returnId: ReturnId.optional(),
  returnNumber: z.string().optional(),
  storeName: z.string().optional(),
  /** In percent, where it was not the usual rate. */
  multiplier: z.int().optional(),
  /** What redeemed points were worth. */
  amount: Money.optional(),
  /** A handle, e.g. `goodwill`. */
  reason: z.string().optional(),
  /** What a member of staff typed beside it; for staff only. */
  note: z.string().optional(),
});

const Debt = z.object({
  points: PointCount,
  at: At,
  returnId: ReturnId.optional(),
  returnNumber: z.string().optional(),
});

export const getPoints = contract("points.get", {
  summary:
    "A shopper's points and tier: what can be used, what is pending or owed and why, what lapses next, and the latest movements.",
  http: "GET /v1/shoppers/:shopperId/points",
  input: z.strictObject({ shopperId: ShopperId }),
  output: Position.extend({
    /** The account, also where a guest was asked for that was merged into it. */
    shopperId: ShopperId,
    /** False while the retailer has switched the scheme off: nothing is earned or used. */
    enabled: z.boolean(),
    /** What the usable points are worth. */
    worth: Money,
    /** Points are used in multiples of this. */
    redeemStep: z.int(),
    tier: TierView.extend({ since: At, until: At.optional() }),
    /** Paid for goods within the last twelve months, net of returns. */
    spent: Money,
    nextTier: TierView.extend({ missing: Money }).optional(),
    /** The points that become usable next, and those that lapse next. */
    availableNext: z.object({ points: PointCount, at: At }).optional(),
    expiringNext: z.object({ points: PointCount, at: At }).optional(),
    /** The returns that the debt is from, the latest first. */
    owedFor: z.array(Debt),
    /** Open now, or later. */
    windows: z.array(WindowView),
    movements: z.array(Movement),
  }),
});

export const listMovements = contract("points.movements", {
  summary: "Everything that moved a shopper's points, latest first.",
  http: "GET /v1/shoppers/:shopperId/points/movements",
  input: z.strictObject({
    shopperId: ShopperId,
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Movement), next: z.string().optional() }),
});

export const pointsOfOrder = contract("points.of-order", {
  summary: "The points that an order earned, and what its returns took back.",
  http: "GET /v1/orders/:orderId/points",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({
    earned: PointCount,
    bonus: PointCount,
    reversed: PointCount,
    /** Taken back although it had been used: what is still owed of it. */
    owed: PointCount,
    /** Whether they can not be used yet; `availableAt` is when they can, or could. Both absent where nothing was earned. */
    pending: z.boolean().optional(),
    availableAt: At.optional(),
    expiresAt: At.optional(),
  }),
});

/** Why staff give or take points. Handles, so that the shopper reads them in their own language. */
const AdjustReason = z.enum(["goodwill", "complaint", "correction", "missing-purchase", "promotion", "misuse"]);

export const adjustPoints = contract("points.adjust", {
  summary: "Gives a shopper points or takes usable ones, for a reason; `dryRun` shows what would come of it.",
  http: "POST /v1/shoppers/:shopperId/points/adjustments",
  input: z.strictObject({
    shopperId: ShopperId,
    /** Above zero to give, below to take. */
    points: PointCount.refine((points) => points !== 0n, { error: "expected a number other than 0" }).refine(
      (points) => points >= -10_000_000n && points <= 10_000_000n,
      { error: "expected at most 10,000,000 points at once" },
    ),
    reason: AdjustReason,
    note: z.string().trim().min(1).max(300).optional(),
    dryRun: z.boolean().default(false),
  }),
  output: z.object({ before: Position, after: Position }),
});

export const redeemPoints = contract("points.redeem", {
  summary: "Turns usable points into money off at the till: takes the points and answers what they are worth.",
  http: "POST /v1/shoppers/:shopperId/points/redemptions",
  input: z.strictObject({
    shopperId: ShopperId,
    points: PointCount.refine((points) => points > 0n, { error: "expected 1 or more" }),
    storeId: StoreId.optional(),
    orderId: OrderId.optional(),
  }),
  output: z.object({ points: PointCount, amount: Money, after: Position }),
});

export const openWindow = contract("points.open-window", {
  summary: "Lets a shopper's purchases earn more points for some time.",
  http: "POST /v1/shoppers/:shopperId/points/windows",
  input: z.strictObject({
    shopperId: ShopperId,
    /** In percent of the usual points: 200 doubles them. */
    multiplier: z.int().min(101).max(1000),
    /** Full days, from now or from `from` on, to the end of the last by the retailer's clock. */
    days: z.int().min(1).max(366),
    from: At.optional(),
  }),
  output: WindowView,
});

export const pointsLiability = contract("points.liability", {
  summary: "The points that shoppers hold in all, and what they would be worth if all were used.",
  http: "GET /v1/points/liability",
  input: z.strictObject({}),
  output: Position.extend({
    asOf: At,
    /** With points, pending ones included. */
    shoppers: z.int(),
    /** Shoppers who owe points. */
    owing: z.int(),
    /** Usable and pending points at the present rate. An upper bound: some will lapse, and what is owed is not deducted. */
    worth: Money,
    byTier: z.array(z.object({ tier: z.string(), name: z.string().optional(), shoppers: z.int(), points: PointCount })),
    /** Points that lapse within so many days if they are not used. */
    expiring: z.array(z.object({ withinDays: z.int(), points: PointCount, worth: Money })),
  }),
});
