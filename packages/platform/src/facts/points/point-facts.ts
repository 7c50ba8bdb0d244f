import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { DecisionId, OfferId, OrderId, PointsWindowId, ReturnId, ShopperId, StoreId } from "../identifiers/index.ts";
import { PointCount } from "./point-count.schema.ts";

/** The subject of each is the shopper's account; a guest has no points. */
const shopper = { shopperId: ShopperId };

export const pointsEarned = fact("points.earned", {
  summary: "A purchase earned points; they stay pending until the goods can no longer be returned.",
  data: z.object({
    ...shopper,
    orderId: OrderId,
    /** Earned by what was paid, at the tier's rate. */
    points: PointCount,
    /** Earned on top in a window of extra points. */
    bonus: PointCount,
    availableAt: At,
  }),
});

export const pointsReversed = fact("points.reversed", {
  summary: "Goods came back and took the points with them that their units had earned.",
  data: z.object({
    ...shopper,
    returnId: ReturnId,
    /** The purchase that had earned them; absent in facts from before it was said. */
    orderId: OrderId.optional(),
    points: PointCount,
    /** The part that had been spent before: owed, and paid by the next points that become available. */
    owed: PointCount,
  }),
});

export const pointsRedeemed = fact("points.redeemed", {
  summary: "A shopper paid with points.",
  data: z.object({
    ...shopper,
    points: PointCount,
    amount: MoneyAmount,
    currency: z.string(),
    storeId: StoreId.optional(),
    orderId: OrderId.optional(),
  }),
});

export const pointsExpired = fact("points.expired", {
  summary: "Points that were not used in time lapsed.",
  data: z.object({ ...shopper, points: PointCount }),
});

export const pointsAdjusted = fact("points.adjusted", {
  summary: "A member of staff gave or took points; why, stands with the entry.",
  data: z.object({ ...shopper, points: PointCount, reason: z.string() }),
});

export const pointsCredited = fact("points.credited", {
  summary: "Purchases from before the scheme, or from an imported history, were credited.",
  data: z.object({ ...shopper, orders: z.int(), points: PointCount }),
});

export const pointsTierChanged = fact("points.tier-changed", {
  summary: "A shopper reached another tier, or fell back to one when the period of the former was over.",
  data: z.object({
    ...shopper,
    from: z.string(),
    to: z.string(),
    direction: z.enum(["up", "down"]),
    until: At.optional(),
  }),
});

export const pointsWindowOpened = fact("points.window-opened", {
  summary: "For some time a shopper's purchases earn more points.",
  data: z.object({
    ...shopper,
    windowId: PointsWindowId,
    /** In percent of the usual points: 200 doubles them. */
    multiplier: z.int(),
    from: At,
    until: At,
    decisionId: DecisionId.optional(),
    offerId: OfferId.optional(),
  }),
});
