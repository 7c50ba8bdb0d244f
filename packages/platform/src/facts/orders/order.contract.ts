import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, ParcelId, ReturnId, StoreId } from "../identifiers/index.ts";
import { ParcelProblem, ParcelStatus } from "../parcels/status.schema.ts";
import { ShopperLabel } from "../shoppers/shopper.contract.ts";

export const OrderLineView = z.object({
  line: z.int(),
  sku: z.string(),
  title: z.string().optional(),
  barcode: z.string().optional(),
  category: z.string().optional(),
  quantity: z.int(),
  returnedQuantity: z.int(),
  /** Of these, units that were called off before they left; absent where none was. */
  cancelledQuantity: z.int().optional(),
  /** What was paid for the whole line after every discount, tax included. */
  paid: MoneyAmount,
  /** What one more returned unit is worth now: the next unit's own share of what was paid. */
  nextUnitPaid: MoneyAmount,
});

export const OrderView = z.object({
  orderId: OrderId,
  number: z.string(),
  placedAt: At,
  shopper: ShopperLabel.optional(),
  channel: z.string(),
  storeId: StoreId.optional(),
  storeName: z.string().optional(),
  currency: z.string(),
  total: MoneyAmount,
  shipping: MoneyAmount,
  lines: z.array(OrderLineView),
  parcels: z.array(
    z.object({
      parcelId: ParcelId,
      number: z.string(),
      carrier: z.string().optional(),
      status: ParcelStatus,
      /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
      phase: z.int(),
      problem: ParcelProblem.optional(),
      /** Absent where a parcel is only announced. */
      shippedAt: At.optional(),
      deliveredAt: At.optional(),
      lastScanAt: At.optional(),
    }),
  ),
  payments: z.array(z.object({ method: z.string(), amount: MoneyAmount, at: At })),
  returns: z.array(
    z.object({
      ...{ returnId: ReturnId, number: z.string(), at: At, units: z.int(), amount: MoneyAmount },
      /** Nothing came back: units were called off before they left. */
      isCancellation: z.boolean(),
    }),
  ),
});

export const getOrder = contract("orders.get", {
  summary: "One order with its lines, parcels, payments and returns.",
  http: "GET /v1/orders/:orderId",
  input: z.strictObject({ orderId: OrderId }),
  output: OrderView,
});

export const FoundPurchase = OrderView.pick({
  orderId: true,
  number: true,
  placedAt: true,
  shopper: true,
  channel: true,
  storeName: true,
  currency: true,
  total: true,
}).extend({
  /** Which of the searched fields matched. */
  matchedBy: z.enum(["order", "customer", "name", "barcode", "sku"]),
  units: z.int(),
  returnableUnits: z.int(),
  /** Titles of up to three lines, those that matched first. */
  titles: z.array(z.string()),
});

export const findPurchases = contract("purchases.find", {
  summary: "Finds purchases by order or receipt number, customer number, name, barcode or stock code; latest first.",
  http: "GET /v1/purchases",
  input: z.strictObject({
    q: z.string().trim().min(1).max(120),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({ items: z.array(FoundPurchase), next: z.string().optional() }),
});

/** The answer is the same whether no such order exists or the proof does not fit. */
export const lookUpOrder = contract("orders.look-up", {
  summary: "Finds a shopper's own order by its number and one thing only they know; answers a signed link.",
  http: "POST /v1/order-lookups",
  input: z.strictObject({
    number: z.string().trim().min(1).max(120),
    /** E-mail address; or post code or customer number where the shop has no e-mail. */
    proof: z.string().trim().min(1).max(254),
  }),
  output: z.object({ link: z.string(), token: z.string(), expiresAt: At }),
});
