import { z } from "zod";
import { ItemId, OrderId, ReturnId, ShopperId, StoreId } from "../../../facts/identifiers/index.ts";
import { contract } from "../../../foundation/contracts/index.ts";
import { OursBecause } from "../../dispositions/disposition.schema.ts";
import { ItemView } from "../../dispositions/item.contract.ts";
import { ReturnMoney } from "../return-money.contract.ts";

const Quantity = z.int().min(1).max(1_000_000);

export const takeInStrays = contract("strays.take-in", {
  summary: "Takes in a parcel that nobody knows, so that its goods can be looked at, and given to whose they are.",
  http: "POST /v1/strays",
  input: z.strictObject({
    storeId: StoreId.optional(),
    /** What stands on the parcel, where something does. */
    trackingNumber: z.string().trim().min(1).max(120).optional(),
    goods: z
      .array(
        z.strictObject({
          /** Or the barcode of an article, or words for what it is. */
          sku: z.string().trim().min(1).max(120),
          quantity: Quantity,
        }),
      )
      .min(1)
      .max(100),
  }),
  output: z.object({ items: z.array(ItemView) }),
});

export const assignStray = contract("strays.assign", {
  summary:
    "Says whose goods are that nobody had announced: a return of an order, which pays like any other; a shopper's, who gets them back; or the shop's own.",
  http: "POST /v1/items/:itemId/assignment",
  input: z.strictObject({
    itemId: ItemId,
    /** Of the item's units; all where it is absent. */
    quantity: Quantity.optional(),
    to: z.discriminatedUnion("as", [
      z.strictObject({
        as: z.literal("return"),
        orderId: OrderId,
        line: z.int().min(1),
        /** A return reason handle, e.g. `too-small`. */
        reason: z.string().trim().min(1).max(120).optional(),
      }),
      /** Theirs and not taken back: who bought the order, or who is named. */
      z.strictObject({ as: z.literal("shopper"), orderId: OrderId }),
      z.strictObject({ as: z.literal("shopper-named"), shopperId: ShopperId }),
      z.strictObject({ as: z.literal("house"), because: OursBecause }),
    ]),
  }),
  output: z.object({
    item: ItemView,
    /** Of a return. */
    returnId: ReturnId.optional(),
    money: ReturnMoney.optional(),
  }),
});

export const askAboutStray = contract("strays.ask", {
  summary: "Asks the shopper whose goods these are what is to become of them; once.",
  http: "POST /v1/items/:itemId/question",
  input: z.strictObject({ itemId: ItemId }),
  output: ItemView,
});
