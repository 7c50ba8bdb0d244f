import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { GiftId, OrderId, ShopperId } from "../identifiers/index.ts";

export const giftCodeMade = fact("gift.code-made", {
  summary:
    "A code was made with which whoever is given lines of an order can give them back. The subject is who bought them.",
  data: z.object({ giftId: GiftId, orderId: OrderId, shopperId: ShopperId, lines: z.array(z.int()) }),
});
