import { requestReported } from "../../../facts/delivery/index.ts";
import { cancelJourney } from "../../../facts/journeys/index.ts";
import { orderCancelled } from "../../../facts/orders/index.ts";
import { voidPromise } from "../../../facts/promises/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import { on } from "../../../foundation/reactions/index.ts";

/** An order that the shop has called off, or sent once more, as it was asked to, is not awaited as it was promised any more. */
export const voidWhenReported = on(requestReported, "promises.void", async ({ tx }, { data, at }) => {
  if (data.outcome !== "done" || (data.kind !== "cancel" && data.kind !== "reship")) return;
  const { timeZone } = await readRetailer(tx);
  const today = dayText(dayAt(at, timeZone).day);
  if (data.kind === "cancel") await cancelJourney(tx, data.orderId, today);
  await voidPromise(tx, data.orderId, data.kind === "cancel" ? "cancelled" : "reshipped", { today, now: at });
});

/** Of an order that the shop has called off by itself nothing is awaited any more. */
export const voidWhenCancelled = on(orderCancelled, "promises.void-when-cancelled", async ({ tx }, { data, at }) => {
  if (!data.nothingLeft) return;
  const { timeZone } = await readRetailer(tx);
  const today = dayText(dayAt(at, timeZone).day);
  await cancelJourney(tx, data.orderId, today);
  await voidPromise(tx, data.orderId, "cancelled", { today, now: at });
});
