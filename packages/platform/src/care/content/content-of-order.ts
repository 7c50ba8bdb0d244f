import type { Locale } from "@aftercare/messages";
import { sql } from "kysely";
import type { z } from "zod";
import { ContentMoment } from "../../facts/content/index.ts";
import { ownOrder } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { chooseContent } from "./choose-content.ts";
import { contentOfOrder, readContent } from "./content.contract.ts";
import { type OrderGoods, readGoods } from "./read-goods.ts";
import { type ContentItem, readItems, textFor } from "./read-items.ts";
import { momentsAt } from "./whereabouts.ts";

/** An item that an order's shopper may read, and what they did with it. */
export interface OrderContent {
  readonly item: ContentItem;
  readonly lines: readonly number[];
  readonly opens: number;
  readonly helpAskedAt: Date | undefined;
}

const whoReads = {
  shopper: ownOrder,
  associate: anything,
  agent: anything,
  manager: anything,
  admin: anything,
  service: anything,
} as const;

export const contentOfOrderOperation = operation(contentOfOrder, {
  by: whoReads,
  async run({ tx, clock, locale }, { orderId }) {
    const order = await goodsOf(tx, orderId);
    const items = await currentContent(tx, order, clock.now());
    return { items: items.map((one) => view(order, one, locale)) };
  },
});

export const readContentOperation = operation(readContent, {
  by: whoReads,
  async run({ tx, clock, locale }, { orderId, contentId }) {
    const order = await goodsOf(tx, orderId);
    const found = await oneContent(tx, order, contentId, clock.now());
    const { item, helpAskedAt } = found;
    const { body } = textFor(item, locale);
    return { ...view(order, found, locale), body, url: item.url, helpAskedAt, orderNumber: order.number };
  },
});

/** @throws not-found */
export async function goodsOf(tx: DatabaseTx, orderId: string): Promise<OrderGoods> {
  const order = await readGoods(tx, orderId);
  if (order === undefined) throw notFound({ field: "orderId" });
  return order;
}

/**
 * One item of an order: what is of use now, or what its shopper was told of or has read before, so that no link of ours ever leads nowhere.
 * @throws not-found
 */
export async function oneContent(
  tx: DatabaseTx,
  order: OrderGoods,
  contentId: string,
  now: Date,
): Promise<OrderContent> {
  const known = (await readHistory(tx, order)).get(contentId);
  const current = known ? undefined : await currentContent(tx, order, now);
  const found = known ?? current?.find(({ item }) => item.contentId === contentId);
  if (found === undefined) throw notFound({ field: "contentId" });
  return found;
}

/** What is of use as the goods stand now: nothing that prepares for goods whose delivery is in trouble. */
async function currentContent(tx: DatabaseTx, order: OrderGoods, now: Date): Promise<OrderContent[]> {
  const history = await readHistory(tx, order);
  const found: OrderContent[] = [];
  for (const moment of ContentMoment.options) {
    if (moment === "before-arrival" && order.inTrouble) continue;
    const goods = order.lines.filter(({ place }) => momentsAt(place, now).includes(moment));
    for (const { item, lines } of await chooseContent(tx, goods, moment)) {
      const { opens = 0, helpAskedAt } = history.get(item.contentId) ?? {};
      found.push({ item, lines, opens, helpAskedAt });
    }
  }
  return found;
}

async function readHistory(tx: DatabaseTx, { orderId }: OrderGoods): Promise<Map<string, OrderContent>> {
  const rows = await tx.db.selectFrom("order_contents").selectAll().where("order_id", "=", orderId).execute();
  if (rows.length === 0) return new Map();
  const items = await readItems(tx, sql<boolean>`i.id = any(${rows.map(({ content_id }) => content_id)}::uuid[])`);
  const byId = new Map(items.map((item) => [item.contentId as string, item]));
  return new Map(
    rows.map(({ content_id, lines, opens, help_asked_at }) => [
      content_id,
      { item: byId.get(content_id)!, lines, opens, helpAskedAt: help_asked_at ?? undefined },
    ]),
  );
}

function view(
  order: OrderGoods,
  { item, lines, opens }: OrderContent,
  reader: Locale,
): z.output<typeof contentOfOrder.output>["items"][number] {
  const { contentId, kind, moment, provider } = item;
  const { language, title, summary } = textFor(item, reader);
  const goods = order.lines.filter(({ line }) => lines.includes(line)).map((line) => line.title);
  return {
    ...{ contentId, kind, moment, language, title, summary, provider },
    goods: [...new Set(goods)],
    opened: opens > 0,
  };
}
