import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, ReturnRequestId, ShopperId } from "../identifiers/index.ts";

const advance = {
  returnRequestId: ReturnRequestId,
  orderId: OrderId,
  shopperId: ShopperId,
  /** Paid for goods that have not come. */
  outstanding: MoneyAmount,
  currency: z.string(),
};

export const returnAdvanceOpened = fact("return-advance.opened", {
  summary: "Money was promised back for goods before they came.",
  data: z.object(advance),
});

export const returnAdvanceReminded = fact("return-advance.reminded", {
  summary: "A shopper who has their money back is reminded of the goods.",
  data: z.object(advance),
});

export const returnAdvanceClaimed = fact("return-advance.claimed", {
  summary: "Goods whose money went back have not come: a person decides what is done about it. Nothing is charged.",
  data: z.object(advance),
});

export const returnAdvanceEnded = fact("return-advance.ended", {
  summary:
    "Nothing is owed any more for money that went back early: the goods came, were paid for, or are let go, or the money was never sent.",
  data: z.object({ ...advance, because: z.enum(["came", "paid", "waived", "called-off"]) }),
});
