import { z } from "zod";
import type { JsonObject, Reading, ReadingContext } from "../sender.ts";
import type { ShopReturnNews } from "../shop-return.ts";
import { SentText } from "./sent-values.ts";

const Id = z.union([z.int().transform(String), z.string().min(1)]);

const Line = z.object({
  quantity: z.int().min(1),
  fulfillment_line_item: z.object({ line_item: z.object({ id: Id }) }),
  /** In lower case; its successor names a definition by its handle. */
  return_reason: SentText,
  return_reason_definition: z.object({ handle: SentText }).nullish().catch(undefined),
  ...{ customer_note: SentText, return_reason_note: SentText },
});

const Return = z.object({
  id: Id,
  order: z.object({ id: Id }).nullish().catch(undefined),
  order_id: SentText,
  return_line_items: z.array(Line).optional(),
  decline: z.object({ reason: SentText, note: SentText }).nullish().catch(undefined),
});

const says: Readonly<Record<string, ShopReturnNews["says"]>> = {
  "returns/request": "requested",
  "returns/approve": "approved",
  "returns/decline": "declined",
  "returns/cancel": "cancelled",
  "returns/close": "closed",
  "returns/reopen": "reopened",
};

/** A return that was announced in Shopify, and what became of it. That its goods came back is said by a refund. */
export function readReturn(body: JsonObject, { topic }: ReadingContext): Reading {
  const given = Return.parse(body);
  const order = given.order?.id ?? given.order_id;
  const what = says[topic];
  if (order === undefined || what === undefined) throw new Error("order_id is missing");
  const lines = (given.return_line_items ?? []).map((line) => ({
    reference: line.fulfillment_line_item.line_item.id,
    quantity: line.quantity,
    reason: line.return_reason_definition?.handle ?? line.return_reason ?? "unknown",
    detail: (line.customer_note ?? line.return_reason_note)?.slice(0, 2_000),
  }));
  const because = given.decline?.note ?? given.decline?.reason;
  const news = { key: given.id, order, says: what, because, ...(lines.length > 0 && { lines }) };
  return { shopReturns: [news] };
}
