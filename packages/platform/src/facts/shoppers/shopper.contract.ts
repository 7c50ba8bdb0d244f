import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { Money, MoneyAmount } from "../../foundation/money/index.ts";
import { ActionTerms } from "../actions/action-terms.schema.ts";
import { ShopperId } from "../identifiers/index.ts";

/** How a shopper is named on staff pages. `name` is absent where the shop sent none, and after erasure. */
export const ShopperLabel = z.object({
  shopperId: ShopperId,
  /** The shop's own customer number; absent for a guest. */
  number: z.string().optional(),
  name: z.string().optional(),
  kind: z.enum(["account", "guest"]),
});

/** The profile as of an instant: what the fold over the shopper's events says. Ratios lie in 0..1. */
const ProfileView = z.object({
  asOf: At,
  orders: z.int(),
  /** Days with at least one purchase. */
  purchaseDays: z.int(),
  spent: MoneyAmount,
  currency: z.string().optional(),
  recencyDays: z.number().optional(),
  tenureDays: z.number().optional(),
  meanGapDays: z.number().optional(),
  unitsBought: z.int(),
  unitsReturned: z.int(),
  returns: z.int(),
  returnRate: z.number().optional(),
  returnRateByCategory: z.array(
    z.object({ category: z.string(), bought: z.int(), returned: z.int(), rate: z.number() }),
  ),
  daysSinceLastReturn: z.number().optional(),
  channelMix: z.array(z.object({ channel: z.string(), share: z.number() })),
  discountShare: z.number().optional(),
});

export const ShopperView = ShopperLabel.extend({
  email: z.string().optional(),
  postCode: z.string().optional(),
  country: z.string().optional(),
  language: z.string().optional(),
  registeredAt: At.optional(),
  erasedAt: At.optional(),
  mergedInto: ShopperId.optional(),
  profile: ProfileView,
});

export const getShopper = contract("shoppers.get", {
  summary: "One shopper with the profile as of now.",
  http: "GET /v1/shoppers/:shopperId",
  input: z.strictObject({ shopperId: ShopperId }),
  output: ShopperView,
});

export const TimelineEntry = z.object({
  eventId: z.string(),
  at: At,
  type: z.string(),
  /** What the event is about, for a deep link: a wire id such as `ord_…`. */
  subject: z.string().optional(),
  /** Values for the sentence `staff.timeline.<type>` in the catalogue. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  amount: Money.optional(),
  /** What was chosen or given, for its name by its terms. */
  action: z.object({ id: z.string(), terms: ActionTerms.optional(), currency: z.string().optional() }).optional(),
});

export const getTimeline = contract("shoppers.timeline", {
  summary: "Everything that happened to a shopper, latest first.",
  http: "GET /v1/shoppers/:shopperId/timeline",
  input: z.strictObject({
    shopperId: ShopperId,
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(TimelineEntry), next: z.string().optional() }),
});

export const eraseShopper = contract("shoppers.erase", {
  summary: "Erases a shopper's personal data for good; orders, returns and sums stay, without a name.",
  http: "DELETE /v1/shoppers/:shopperId/personal-data",
  input: z.strictObject({ shopperId: ShopperId }),
  output: z.object({ shopperId: ShopperId, erasedAt: At }),
});

export const mergeShoppers = contract("shoppers.merge", {
  summary: "Joins a guest's history to an account.",
  http: "POST /v1/shoppers/:shopperId/merges",
  input: z.strictObject({ shopperId: ShopperId, guestId: ShopperId }),
  output: ShopperView,
});
