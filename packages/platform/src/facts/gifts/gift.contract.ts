import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { GiftId, OrderId } from "../identifiers/index.ts";

const GiftView = z.object({
  giftId: GiftId,
  orderId: OrderId,
  /** Of its code. */
  lastFour: z.string(),
  madeAt: At,
  /** The order's lines that it is for now: a later code can have taken some over. */
  lines: z.array(z.int()),
});

const Code = z.string().trim().min(4).max(60);

export const makeGiftCode = contract("gifts.make-code", {
  summary:
    "Makes a code with which whoever is given lines of an order can give them back, without seeing who bought them and for how much. A line that had a code has this one from now on.",
  http: "POST /v1/orders/:orderId/gift-codes",
  input: z.strictObject({
    orderId: OrderId,
    /** All of the order's if not given. */
    lines: z.array(z.int().min(1)).min(1).max(500).optional(),
  }),
  output: z.object({
    gift: GiftView,
    /** Told this one time. */
    code: z.string(),
    /** The code as a square that scanners read, as an SVG document. */
    qrSvg: z.string(),
  }),
});

export const giftsOfOrder = contract("gifts.of-order", {
  summary: "The gift codes of an order, latest first; never the codes themselves, nor whether anybody used them.",
  http: "GET /v1/orders/:orderId/gift-codes",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(GiftView) }),
});

export const openGift = contract("gifts.open", {
  summary: "Opens a gift by its code; answers a signed link. Asked in the body, since addresses are written to logs.",
  http: "POST /v1/gift-lookups",
  input: z.strictObject({ code: Code }),
  output: z.object({ giftId: GiftId, link: z.string(), token: z.string(), expiresAt: At }),
});

export const findGift = contract("gifts.find", {
  summary: "Which lines of which order a gift code is for, for whoever takes them back at a counter.",
  http: "POST /v1/gift-code-checks",
  kind: "query",
  input: z.strictObject({ code: Code }),
  output: GiftView,
});
