import { z } from "zod";
import { OrderId, ShopperId } from "../../../facts/identifiers/index.ts";
import { followParcels } from "../../../facts/journeys/index.ts";
import { deliveryRetracted, parcelMatched, parcelStatusChanged } from "../../../facts/parcels/index.ts";
import { promiseAccepted, settlePromises } from "../../../facts/promises/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayNumber, dayText, instantOn } from "../../../foundation/calendar/index.ts";
import { on, type Reaction } from "../../../foundation/reactions/index.ts";
import { scheduleTimer, type Timer, type TimerContext, timer } from "../../../foundation/timers/index.ts";
import { voidWhenCancelled, voidWhenReported } from "./void-promise.ts";

/** Brings the journeys of orders up to what their parcels know, and settles what was promised of them. */
async function follow({ tx, clock }: TimerContext, orderIds: readonly string[], isRetracted = false): Promise<void> {
  if (orderIds.length === 0) return;
  const { timeZone } = await readRetailer(tx);
  await followParcels(tx, timeZone, orderIds);
  const now = clock.now();
  const today = dayText(dayAt(now, timeZone).day);
  await settlePromises(tx, { orderIds, today, now, isRetracted });
}

const followStatus = on(parcelStatusChanged, "promises.follow-parcel", async (context, { data }) => {
  if (data.direction === "outbound") await follow(context, data.orderIds);
});

const followMatch = on(parcelMatched, "promises.follow-matched-parcel", (context, { data }) =>
  follow(context, [data.orderId]),
);

const followRetraction = on(deliveryRetracted, "promises.follow-retraction", (context, { data }) =>
  follow(context, data.orderIds, true),
);

/** Goes off when the last promised day is over: a promise is missed on that day, not when the parcel turns up. */
const promiseDue = timer("promises.due", z.object({ orderId: OrderId, shopperId: ShopperId }), (context, { orderId }) =>
  follow(context, [orderId]),
);

/** Some parcels are known before their order is: what they know counts at once. */
const awaitPromise = on(promiseAccepted, "promises.await", async (context, { data }) => {
  const { orderId, shopperId } = data;
  await follow(context, [orderId]);
  const { timeZone } = await readRetailer(context.tx);
  const at = instantOn(dayNumber(data.latest) + 1, "00:00", timeZone);
  await scheduleTimer(context.tx, promiseDue, { key: orderId, subject: shopperId, at, data: { orderId, shopperId } });
});

export const promiseReactions: readonly Reaction[] = [
  followStatus,
  followMatch,
  followRetraction,
  awaitPromise,
  voidWhenReported,
  voidWhenCancelled,
];
export const promiseTimers: readonly Timer[] = [promiseDue];
