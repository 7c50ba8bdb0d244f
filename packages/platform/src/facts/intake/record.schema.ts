import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { Currency, MoneyAmount } from "../../foundation/money/index.ts";
import { PromotionNeeds, PromotionShares } from "../orders/order-promotion.schema.ts";
import { ParcelFault, ScanStatus } from "../parcels/status.schema.ts";
import { Occasion } from "../shipping/occasion.schema.ts";

const unprintable = "holds a control character or half of a surrogate pair; remove it";

/** The sending system's own identifier of a thing: unique for its kind within one `source`. */
const Key = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: unprintable });
const Text = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: unprintable });
const PostCode = z
  .string()
  .trim()
  .min(2)
  .max(12)
  .regex(/^[A-Za-z0-9 -]*$/, { error: "expected letters, digits, spaces and hyphens" });
const Phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, { error: "expected a number with its country, without blanks, such as +4915112345678" });
const Country = z.string().regex(/^[A-Z]{2}$/, { error: "expected an ISO 3166-1 alpha-2 code such as DE" });
const Quantity = z.int().min(1).max(1_000_000);

/** `marketplace` and `phone` exist so that a return's channel can differ from its purchase's. */
const Channel = z.enum(["online", "store", "app", "phone", "marketplace"]);
export type Channel = z.output<typeof Channel>;

const StoreRecord = z.object({
  type: z.literal("store"),
  id: Key,
  name: Text,
  region: Text.optional(),
  country: Country.optional(),
  timeZone: Text.optional(),
});

const ProductRecord = z.object({
  type: z.literal("product"),
  id: Key,
  title: Text,
  brand: Text.optional(),
  category: Text.optional(),
  /** What it is like in the shop's own words, such as `material: merino`; the last record that says it counts. */
  attributes: z
    .record(Key.max(60), Text.max(120))
    .refine((attributes) => Object.keys(attributes).length <= 50, { error: "expected at most 50 attributes" })
    .optional(),
  currency: Currency.optional(),
  variants: z
    .array(
      z.object({
        sku: Key,
        title: Text.optional(),
        barcode: z
          .string()
          .regex(/^\d{8,14}$/, { error: "expected a GTIN of 8 to 14 digits" })
          .optional(),
        price: MoneyAmount.optional(),
        cost: MoneyAmount.optional(),
        weightGrams: z.int().min(0).max(1_000_000).optional(),
        /** Pieces that can be sold now, 0 when it is sold out; the last record that says it counts. Absent: not known. */
        stock: z.int().min(0).max(1_000_000_000).optional(),
      }),
    )
    .min(1)
    .max(500),
});

const ShopperRecord = z.object({
  type: z.literal("shopper"),
  id: Key,
  kind: z.enum(["account", "guest"]).default("account"),
  registeredAt: At.optional(),
  country: Country.optional(),
  language: z.enum(["en", "de", "nl", "zh"]).optional(),
  name: Text.optional(),
  email: z.email().max(254).optional(),
  postCode: PostCode.optional(),
  phone: Phone.optional(),
  /** IANA name, where it is known: nobody is written to at night, and a country can span several zones. */
  timeZone: Text.optional(),
  /** Over which ways the shopper has asked for offers. It adds: a shopper who has since said no is not asked again. */
  marketing: z
    .array(z.enum(["email", "sms"]))
    .max(2)
    .optional(),
});

const OrderLine = z.object({
  sku: Key,
  /** What the shop itself calls this line; returns and cancellations can name it so, where one article stands in several lines. */
  reference: Key.optional(),
  title: Text.optional(),
  quantity: Quantity,
  /** Price × quantity before any discount, tax included, in minor units. */
  amount: MoneyAmount,
  /** This line's own discount, in minor units. */
  discount: MoneyAmount.optional(),
  /** The tax contained in what was paid, in minor units. */
  tax: MoneyAmount.optional(),
  /** When this line was added, if later than the order itself. */
  at: At.optional(),
});

/** How an order is to come to its shopper, as the shop tells it. */
const OrderDelivery = z.object({
  /** The service and the origin under the shop's own keys. */
  service: Key.optional(),
  origin: Key.optional(),
  /** Where it goes, where that is not the contact's own address. Of the post code only its beginning is kept. */
  country: Country.optional(),
  postCode: PostCode.optional(),
  /** The token of the quote that the shopper was shown. */
  quote: z
    .string()
    .max(6000)
    .regex(/^[A-Za-z0-9_.-]+$/, { error: "is no token of a quote; send it as it was answered" })
    .optional(),
  /** When the slot begins that was chosen from that quote. */
  slot: At.optional(),
  /** The days that the shop itself has told. */
  promised: z.object({ earliest: z.iso.date().optional(), latest: z.iso.date() }).optional(),
  occasion: Occasion.optional(),
});

/** A promotion that made up discounts of the order. */
const OrderPromotion = z.object({
  id: Key,
  title: Text.optional(),
  needs: PromotionNeeds,
  /** What it took off each line, counted from 1 as they stand here. Absent: it is the order's own discount. */
  lines: PromotionShares.optional(),
});

const OrderRecord = z.object({
  type: z.literal("order"),
  id: Key,
  /** What the shop itself calls the order, where that is not the number its shopper sees; other records can name it so. */
  reference: Key.optional(),
  at: At,
  /** Absent: a guest order; the order then stands for a guest shopper of its own. */
  shopper: Key.optional(),
  channel: Channel,
  store: Key.optional(),
  currency: Currency,
  lines: z.array(OrderLine).min(1).max(5_000),
  /** A discount on the whole order, shared out over the lines when it is recorded and never recomputed. */
  discount: MoneyAmount.optional(),
  /** What of the discounts depends on what is kept: whether it breaks when a part comes back is told by these. */
  promotions: z.array(OrderPromotion).max(50).optional(),
  shipping: MoneyAmount.optional(),
  /** What standard postage would have cost, where the shopper chose and paid for more: of a contract that is withdrawn from no more is paid back. */
  standardShipping: MoneyAmount.optional(),
  delivery: OrderDelivery.optional(),
  /** How a guest can be recognised at look-up. */
  contact: z
    .object({
      name: Text.optional(),
      email: z.email().max(254).optional(),
      postCode: PostCode.optional(),
      phone: Phone.optional(),
      country: Country.optional(),
      language: z.enum(["en", "de", "nl", "zh"]).optional(),
    })
    .optional(),
});

/** How many pieces there are now: in one store, or in all that can be sold. */
const StockRecord = z.object({
  type: z.literal("stock"),
  sku: Key,
  store: Key.optional(),
  available: z.int().min(0).max(1_000_000_000),
  /** When they were counted; an older count that comes later tells nothing. */
  at: At,
});

/** Further lines of an order that is already recorded (an edited order, or an export that was cut in the middle). */
const OrderLinesRecord = z.object({
  type: z.literal("order-lines"),
  id: Key,
  order: Key,
  at: At,
  lines: z.array(OrderLine).min(1).max(5_000),
});

export const PaymentRecord = z.object({
  type: z.literal("payment"),
  id: Key,
  order: Key,
  at: At,
  method: z.enum(["card", "wallet", "bank", "invoice", "cash", "gift-card", "store-credit", "other"]),
  amount: MoneyAmount,
  /** The payment provider's own identifier of the charge, by which it can be refunded. */
  reference: Key.optional(),
});

const ParcelRecord = z.object({
  type: z.literal("parcel"),
  id: Key,
  /** Need not be known yet: the parcel is kept, and matched when its order comes. */
  order: Key,
  /** Further orders that the parcel holds goods of. */
  orders: z.array(Key).max(100).optional(),
  carrier: Text.optional(),
  trackingNumber: Key.optional(),
  /** The carrier's product, under the shop's own key. */
  service: Key.optional(),
  /** Outbound unless it says otherwise. */
  direction: z.enum(["outbound", "return"]).optional(),
  /** Of a return: the parcel whose goods come back. */
  forwardParcel: Key.optional(),
  /** Where it goes. */
  country: Country.optional(),
  /** What is in it. Absent: not known; of the record's own order unless a line names another. */
  lines: z
    .array(z.object({ order: Key.optional(), sku: Key, quantity: Quantity }))
    .min(1)
    .max(5_000)
    .optional(),
  shippedAt: At,
  deliveredAt: At.optional(),
});

/** What was seen or said of a parcel on its way; the parcel by the shop's key of it, or by its tracking number. */
const ScanRecord = z.object({
  type: z.literal("scan"),
  id: Key,
  parcel: Key.optional(),
  carrier: Text.optional(),
  trackingNumber: Key.optional(),
  order: Key.optional(),
  at: At,
  /** What it means. Absent: only the carrier's code is known, and what that means is said once for all in the console. */
  status: ScanStatus.optional(),
  /** The carrier's own code or word for it. */
  code: Key.optional(),
  /** Whose doing it is. Absent: what the status usually means. */
  fault: ParcelFault.optional(),
  text: Text.optional(),
  place: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: unprintable })
    .optional(),
  country: Country.optional(),
  estimatedFrom: At.optional(),
  estimatedUntil: At.optional(),
  /** The id of an earlier scan that was wrong: it counts no more, and neither does this record in its place. */
  retracts: Key.optional(),
});

const ReturnRecord = z.object({
  type: z.literal("return"),
  id: Key,
  at: At,
  shopper: Key.optional(),
  /** The purchase, when the sender knows it; otherwise each line is matched to the latest earlier purchase. */
  order: Key.optional(),
  channel: Channel,
  store: Key.optional(),
  currency: Currency,
  lines: z
    .array(
      z.object({
        sku: Key,
        /** The line of the order by its reference; absent: any with this stock code. */
        line: Key.optional(),
        title: Text.optional(),
        quantity: Quantity,
        /** What was given back for the line, in minor units; absent: its share of what was paid. */
        amount: MoneyAmount.optional(),
        /** A reason handle of the product taxonomy's return reasons, e.g. `too-small`. */
        reason: Key.optional(),
      }),
    )
    .min(1)
    .max(5_000),
});

/** Units of an order that were called off before they left. More than what is left of a line counts as that. */
const CancellationRecord = z.object({
  type: z.literal("cancellation"),
  id: Key,
  order: Key,
  at: At,
  /** Absent: all that is left of the order. */
  lines: z
    .array(
      z.object({
        sku: Key,
        line: Key.optional(),
        quantity: Quantity,
        /** What the shop has given back for it, in minor units; absent: nothing that is known of. */
        amount: MoneyAmount.optional(),
      }),
    )
    .min(1)
    .max(5_000)
    .optional(),
});

/** Postage, fees, discounts, bad debt and stock corrections: money or goods that moved without being a product sold. */
const AdjustmentRecord = z.object({
  type: z.literal("adjustment"),
  id: Key,
  at: At,
  kind: z.enum(["postage", "fee", "discount", "bad-debt", "gift-card", "sample", "manual", "stock", "other"]),
  code: Key,
  description: Text.optional(),
  shopper: Key.optional(),
  /** The document it stood on, which need not be a recorded order. */
  document: Key.optional(),
  quantity: z.int().min(-1_000_000).max(1_000_000),
  amount: MoneyAmount,
  currency: Currency,
});

/** A guest turned out to be an account: from here on their history is one. */
const MergeRecord = z.object({
  type: z.literal("merge"),
  id: Key,
  at: At,
  guest: Key,
  account: Key,
});

/** One line of the neutral JSON Lines format and one element of `POST /v1/events`. */
export const IntakeRecord = z.discriminatedUnion(
  "type",
  [
    StoreRecord,
    ProductRecord,
    ShopperRecord,
    OrderRecord,
    OrderLinesRecord,
    PaymentRecord,
    ParcelRecord,
    ScanRecord,
    ReturnRecord,
    CancellationRecord,
    AdjustmentRecord,
    MergeRecord,
    StockRecord,
  ],
  { error: "expected the type of a record, such as order, return or payment (see docs/importing.md)" },
);
export type IntakeRecord = z.output<typeof IntakeRecord>;
/** The same as it stands in a file: amounts are JSON integers, instants RFC 3339 text. */
export type IntakeRecordJson = z.input<typeof IntakeRecord>;
