import { sql } from "kysely";
import { contentHelpAsked, contentOpened } from "../../facts/content/index.ts";
import { ownOrder } from "../../facts/orders/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { operation } from "../../foundation/operations/index.ts";
import { askContentHelp, openContent } from "./content.contract.ts";
import { goodsOf, type OrderContent, oneContent } from "./content-of-order.ts";
import type { OrderGoods } from "./read-goods.ts";

/** Within it whoever comes back goes on with the same visit. */
const visitMs = 30 * 60_000;

/** Names this kind of lock among all others; the number itself means nothing. */
const READING_LOCKS = 1_129_270_868;

/** The shopper alone: what staff look at was not opened by anybody it was for. */
const by = { shopper: ownOrder } as const;

export const openContentOperation = operation(openContent, {
  by,
  async run({ tx, clock }, { orderId, contentId }) {
    const now = clock.now();
    const { order, found } = await inTurn(tx, { orderId, contentId, now });
    const last = await tx.db
      .selectFrom("order_contents")
      .select(["last_opened_at", "opens"])
      .where("order_id", "=", orderId)
      .where("content_id", "=", contentId)
      .executeTakeFirst();
    const again = last?.last_opened_at != null && now.getTime() - last.last_opened_at.getTime() < visitMs;
    const opens = again ? last.opens : (last?.opens ?? 0) + 1;
    const { shopperId } = order;
    // The fact first: everybody who appends takes their turn over the subject before they lock rows.
    if (!again) {
      await tx.append(contentOpened({ subject: shopperId, at: now, data: { orderId, shopperId, contentId } }));
    }
    await keep(tx, { order, found, contentId }, { opens, last_opened_at: now, ...(opens === 1 && { opened_at: now }) });
    return { opens };
  },
});

export const askContentHelpOperation = operation(askContentHelp, {
  by,
  async run({ tx, clock }, { orderId, contentId }) {
    const now = clock.now();
    const { order, found } = await inTurn(tx, { orderId, contentId, now });
    if (found.helpAskedAt !== undefined) return { helpAskedAt: found.helpAskedAt };
    const { shopperId } = order;
    await tx.append(contentHelpAsked({ subject: shopperId, at: now, data: { orderId, shopperId, contentId } }));
    await keep(tx, { order, found, contentId }, { help_asked_at: now });
    return { helpAskedAt: now };
  },
});

interface Asked {
  readonly orderId: string;
  readonly contentId: string;
  readonly now: Date;
}

/** One at a time for an order's item, so that two tabs are one visit. @throws not-found */
async function inTurn(tx: Tx, { orderId, contentId, now }: Asked) {
  await sql`select pg_advisory_xact_lock(${READING_LOCKS}, hashtext(${orderId} || ${contentId}))`.execute(tx.db);
  const order = await goodsOf(tx, orderId);
  return { order, found: await oneContent(tx, order, contentId, now) };
}

interface Reading {
  readonly order: OrderGoods;
  readonly found: OrderContent;
  readonly contentId: string;
}

interface Read {
  readonly opens?: number;
  readonly opened_at?: Date;
  readonly last_opened_at?: Date;
  readonly help_asked_at?: Date;
}

async function keep(tx: Tx, { order, found, contentId }: Reading, read: Read): Promise<void> {
  await tx.db
    .insertInto("order_contents")
    .values({
      ...{ order_id: order.orderId, content_id: contentId, shopper_id: order.shopperId, lines: [...found.lines] },
      ...{ chosen_at: null, sent_at: null, message_id: null },
      ...{ opened_at: null, last_opened_at: null, help_asked_at: null },
      ...read,
    })
    .onConflict((conflict) => conflict.columns(["order_id", "content_id"]).doUpdateSet(read))
    .execute();
}
