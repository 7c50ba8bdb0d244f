import { z } from "zod";
import { type ContentMoment, contentSent } from "../../facts/content/index.ts";
import { type ContentId, type IdOf, OrderId, ParcelId } from "../../facts/identifiers/index.ts";
import { messageSent } from "../../facts/messages/index.ts";
import { parcelDelivered, parcelStatusChanged } from "../../facts/parcels/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { scheduleTimer, type TimerContext, timer } from "../../foundation/timers/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { chooseContent, hasContentFor } from "./choose-content.ts";
import { contentKinds } from "./content-messages.ts";
import { mostAtOnce } from "./match-content.ts";
import { type OrderGoods, readGoods } from "./read-goods.ts";
import { careAfterDays, momentsAt } from "./whereabouts.ts";

const dayMs = 86_400_000;
/** Days after its moment for which a message is worth sending. */
const worthDays: Readonly<Record<ContentMoment, number>> = { "before-arrival": 5, "on-arrival": 7, "week-later": 14 };

/** A shop that tells of leaving and arriving alone says so with `picked_up`. */
const underWay: readonly string[] = ["picked_up", "in_transit", "out_for_delivery"];

interface Occasion {
  readonly orderId: IdOf<typeof OrderId>;
  readonly parcelId: IdOf<typeof ParcelId>;
  readonly moment: ContentMoment;
  /** When the moment began. */
  readonly since: Date;
}

export const tellBeforeArrival = on(
  parcelStatusChanged,
  "content.tell-before-arrival",
  async (context, { data, at }) => {
    if (data.direction !== "outbound" || !underWay.includes(data.to)) return;
    for (const orderId of data.orderIds) {
      await tellContent(context, { orderId, parcelId: data.parcelId, moment: "before-arrival", since: at });
    }
  },
);

export const tellOnArrival = on(parcelDelivered, "content.tell-on-arrival", async (context, { data, at }) => {
  const { parcelId } = data;
  for (const orderId of data.orderIds ?? [data.orderId]) {
    await tellContent(context, { orderId, parcelId, moment: "on-arrival", since: at });
    const due = new Date(at.getTime() + careAfterDays * dayMs);
    const key = `${parcelId}/${orderId}`;
    await scheduleTimer(context.tx, tellWeekLater, {
      key,
      subject: data.shopperId,
      at: due,
      data: { orderId, parcelId },
    });
  }
});

/** Goods that came back, or whose arrival was taken back, are seen when it goes off: nobody has to call it off. */
export const tellWeekLater = timer(
  "content.week-later",
  z.object({ orderId: OrderId, parcelId: ParcelId }),
  (context, data) => tellContent(context, { ...data, moment: "week-later", since: context.clock.now() }),
);

/** Chooses what is of use now, three items for a moment of an order at most, and puts it into one message. Again it is nothing new. */
async function tellContent({ tx, clock }: TimerContext, { orderId, parcelId, moment, since }: Occasion): Promise<void> {
  const notAfter = new Date(since.getTime() + worthDays[moment] * dayMs);
  if (notAfter <= clock.now() || !(await hasContentFor(tx, moment))) return;
  // Two parcels of an order can arrive at once: they take turns, and the second leaves out what the first has said.
  await tx.db.selectFrom("orders").select("id").where("id", "=", orderId).forNoKeyUpdate().execute();
  const order = await readGoods(tx, orderId);
  if (order === undefined || order.inTrouble) return;
  const contentIds = await addContent(tx, order, moment, clock.now());
  if (contentIds.length === 0) return;
  const { shopperId } = order;
  const key = `parcel/${parcelId}/${orderId}`;
  await queueMessage(tx, clock, contentKinds[moment], {
    ...{ shopperId, orderId, key, values: { orderId, contentIds } },
    notAfter,
  });
}

/** @returns the items that were not chosen before, at most as many as the moment still has room for */
async function addContent(
  tx: TimerContext["tx"],
  order: OrderGoods,
  moment: ContentMoment,
  now: Date,
): Promise<IdOf<typeof ContentId>[]> {
  const there = order.lines.filter(({ place }) =>
    moment === "before-arrival" ? place.at === "way" : momentsAt(place, now).includes(moment),
  );
  const fitting = await chooseContent(tx, there, moment, Number.POSITIVE_INFINITY);
  const before = await tx.db
    .selectFrom("order_contents as o")
    .innerJoin("content_items as i", "i.id", "o.content_id")
    .select(["o.content_id", "i.moment"])
    .where("o.order_id", "=", order.orderId)
    .where("o.chosen_at", "is not", null)
    .execute();
  const known = new Set(before.map(({ content_id }) => content_id));
  const room = mostAtOnce - before.filter((one) => one.moment === moment).length;
  const chosen = fitting.filter(({ contentId }) => !known.has(contentId)).slice(0, Math.max(0, room));
  if (chosen.length === 0) return [];
  await tx.db
    .insertInto("order_contents")
    .values(
      chosen.map(({ contentId, lines }) => ({
        ...{ order_id: order.orderId, content_id: contentId, shopper_id: order.shopperId, lines: [...lines] },
        ...{ chosen_at: now, sent_at: null, message_id: null },
        ...{ opened_at: null, last_opened_at: null, help_asked_at: null },
      })),
    )
    // It was read on the order's page before.
    .onConflict((conflict) => conflict.columns(["order_id", "content_id"]).doUpdateSet({ chosen_at: now }))
    .execute();
  return chosen.map(({ item }) => item.contentId);
}

const kindNames: ReadonlyMap<string, ContentMoment> = new Map(
  Object.entries(contentKinds).map(([moment, { name }]) => [name, moment as ContentMoment]),
);

/** A message left: what it was to tell of is told. */
export const noteContentSent = on(messageSent, "content.note-sent", async ({ tx }, { data, at }) => {
  const moment = kindNames.get(data.kind);
  if (moment === undefined) return;
  const message = await tx.db
    .selectFrom("messages")
    .select("values")
    .where("id", "=", data.messageId)
    .executeTakeFirstOrThrow();
  const { orderId, contentIds } = contentKinds[moment].values.parse(message.values);
  const { shopperId } = data;
  await tx.append(contentSent({ subject: shopperId, at, data: { orderId, shopperId, contentIds, moment } }));
  await tx.db
    .updateTable("order_contents")
    .set({ sent_at: at, message_id: data.messageId })
    .where("order_id", "=", orderId)
    .where("content_id", "in", contentIds)
    .execute();
});
