import { z } from "zod";
import { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { Country } from "../../facts/shipping/shipping.schema.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

const Line = z.string().trim().min(1).max(60);

/** Where goods go back to, as it is printed. */
const ReturnAddress = z.strictObject({
  name: Line,
  lines: z.array(Line).min(1).max(3),
  postCode: z.string().trim().min(1).max(12),
  city: Line,
  country: Country,
});
export type ReturnAddress = z.output<typeof ReturnAddress>;

/** One way for goods to travel back. */
export const Way = z
  .strictObject({
    method: CarriedMethod,
    /** Who makes its labels. */
    provider: z.string().trim().min(1).max(40).default("local"),
    /** In any spelling; printed as it is written here. */
    carrier: z.string().trim().min(1).max(40),
    /** The carrier's own name of its service. */
    service: z.string().trim().min(1).max(40).optional(),
    /** Where goods may start; anywhere if absent. */
    countries: z.array(Country).min(1).max(250).optional(),
    /** What a parcel costs the shop, minor units of the retailer's currency; absent where nobody has said. */
    price: MoneyAmount.refine((price) => price >= 0n, { error: "is negative; send zero or more" }).optional(),
    /** Working days from the hand-over until the goods are back. */
    days: z.strictObject({ earliest: z.int().min(0).max(90), latest: z.int().min(0).max(90) }),
    /** Handed over without a box and without anything printed. */
    boxless: z.boolean().default(false),
  })
  .refine(({ days }) => days.latest >= days.earliest, {
    path: ["days", "latest"],
    error: "is before earliest; send at least as many days",
  });
export type Way = z.output<typeof Way>;

/** How goods can be sent back and where to. Of several ways for one method the first that fits the country counts. */
export const LabelSettings = z.strictObject({
  returnTo: ReturnAddress.optional(),
  /** After so many days a label is not taken any more. */
  validDays: z.int().min(1).max(365).default(28),
  /** What a parcel that comes back weighs on average, with its packaging: carbon is reckoned by it. */
  parcelGrams: z.int().min(1).max(100_000).default(1_500),
  ways: z.array(Way).max(60),
});
export type LabelSettings = z.output<typeof LabelSettings>;

/** For a shop that has said nothing: any post, a parcel shop or a locker, and nobody knows what it costs. */
export const usualSettings: LabelSettings = LabelSettings.parse({
  ways: [
    { method: "drop-off", carrier: "Post", days: { earliest: 2, latest: 5 } },
    { method: "locker", carrier: "Post", days: { earliest: 2, latest: 5 } },
    { method: "home-pick-up", carrier: "Post", days: { earliest: 2, latest: 4 } },
  ],
});
