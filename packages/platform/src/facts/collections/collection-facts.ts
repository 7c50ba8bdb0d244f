import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { CollectionId, OrderId, ShopperId } from "../identifiers/index.ts";
import { CollectionKind } from "./collection.schema.ts";

const collection = {
  collectionId: CollectionId,
  shopperId: ShopperId,
  orderId: OrderId.optional(),
  /** What for, such as `exchange/<id>/difference`. */
  purpose: z.string(),
  kind: CollectionKind,
  amount: MoneyAmount,
  currency: z.string(),
};

export const collectionOpened = fact("collection.opened", {
  summary: "A shopper was given a link at which they pay, or leave a deposit, themselves.",
  data: z.object({ ...collection, until: At }),
});

export const collectionMade = fact("collection.made", {
  summary: "A shopper has paid, or left a deposit; `late` where nobody waited for it any more, so that it goes back.",
  data: z.object({ ...collection, late: z.boolean() }),
});

export const collectionEnded = fact("collection.ended", {
  summary:
    "What was to be collected is over: nobody paid, the money went back, the deposit was released or kept, or its hold ran out at the provider.",
  data: z.object({
    ...collection,
    outcome: z.enum(["cancelled", "expired", "returned", "released", "captured", "lapsed"]),
    /** What of a deposit is kept, where it is; told once more when some of it was given back. */
    kept: MoneyAmount.optional(),
  }),
});
