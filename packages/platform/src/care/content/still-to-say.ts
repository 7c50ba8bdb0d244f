import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { OrderGoods } from "./read-goods.ts";
import { type ContentItem, readItems } from "./read-items.ts";

interface ToSay {
  readonly item: ContentItem;
  /** The lines that it is for and that are still kept. */
  readonly lines: readonly number[];
}

/**
 * What of the chosen items may be said at this moment: nothing beside trouble, since nobody who waits for an apology wants to be cheered up;
 * nothing that prepares for goods that are there already; nothing for goods that came back; nothing that was taken out of use meanwhile.
 */
export async function stillToSay(tx: DatabaseTx, order: OrderGoods, contentIds: readonly string[]): Promise<ToSay[]> {
  if (order.inTrouble || contentIds.length === 0) return [];
  const chosen = await tx.db
    .selectFrom("order_contents")
    .select(["content_id", "lines"])
    .where("order_id", "=", order.orderId)
    .where("content_id", "in", [...contentIds])
    .execute();
  const linesOf = new Map(chosen.map(({ content_id, lines }) => [content_id, lines]));
  const items = await readItems(tx, sql<boolean>`i.id = any(${[...contentIds]}::uuid[]) and i.retired_at is null`);
  const byId = new Map(items.map((item) => [item.contentId as string, item]));
  return contentIds.flatMap((contentId) => {
    const item = byId.get(contentId);
    if (item === undefined) return [];
    const wanted = linesOf.get(contentId) ?? [];
    const lines = order.lines.filter(
      ({ line, kept, place }) =>
        wanted.includes(line) &&
        kept > 0 &&
        (item.moment === "before-arrival" ? place.at !== "shopper" && place.at !== "back" : place.at === "shopper"),
    );
    return lines.length === 0 ? [] : [{ item, lines: lines.map(({ line }) => line) }];
  });
}
