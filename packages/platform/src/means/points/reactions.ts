import { offerIssued, offerRevoked } from "../../facts/offers/index.ts";
import { orderCancelled, orderLinesAdded, orderPlaced } from "../../facts/orders/index.ts";
import { parcelDelivered } from "../../facts/parcels/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import { returnRecorded } from "../../facts/returns/index.ts";
import { shopperErased, shopperMerged } from "../../facts/shoppers/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { closeAccount } from "./close-account.ts";
import { holderOf } from "./holder.ts";
import { endOfDayAfter } from "./periods.ts";
import { reviewOrder, settleOrder } from "./settle-order.ts";
import { closeWindowOf, openPointsWindow } from "./windows.ts";

const earnWhenBought = on(orderPlaced, "points.earn-when-bought", ({ tx, clock }, { data }) =>
  settleOrder(tx, data.orderId, clock.now()),
);

const earnWhenLinesAdded = on(orderLinesAdded, "points.earn-when-lines-added", ({ tx, clock }, { data }) =>
  settleOrder(tx, data.orderId, clock.now()),
);

const reverseWhenReturned = on(returnRecorded, "points.reverse-when-returned", async ({ tx, clock }, { data }) => {
  // Sorted, so that two returns that undo the same orders lock the buyers' accounts in the same order.
  const orders = new Set(data.lines.flatMap(({ orderId }) => orderId ?? []));
  for (const orderId of [...orders].sort()) await settleOrder(tx, orderId, clock.now());
});

const reverseWhenCancelled = on(orderCancelled, "points.reverse-when-cancelled", ({ tx, clock }, { data }) =>
  settleOrder(tx, data.orderId, clock.now()),
);

/** From the day on which the last parcel came, goods can be returned: what their points wait for is known now. */
const reviewWhenDelivered = on(parcelDelivered, "points.review-when-delivered", async ({ tx, clock }, { data }) => {
  for (const orderId of data.orderIds ?? [data.orderId]) await reviewOrder(tx, orderId, clock.now());
});

/** A guest has no points; what was bought as one counts as soon as it is known whose it was. */
const earnWhenMerged = on(shopperMerged, "points.earn-when-merged", async ({ tx, clock }, { data }) => {
  const orders = await tx.db
    .selectFrom("orders")
    .select("id")
    .where("shopper_id", "=", data.guestId)
    .orderBy("placed_at")
    .orderBy("id")
    .execute();
  for (const { id } of orders) await settleOrder(tx, id, clock.now());
});

const closeWhenErased = on(shopperErased, "points.close-when-erased", ({ tx, clock }, { data }) =>
  closeAccount(tx, data.shopperId, clock.now()),
);

/** An offer of extra points takes effect when the shopper is given it: nothing has to be shown at a till. */
const openWhenOffered = on(offerIssued, "points.open-when-offered", async ({ tx, clock }, { at, data }) => {
  const { terms, shopperId, decisionId, offerId } = data;
  if (terms?.kind !== "extra-points" || shopperId === undefined) return;
  const holder = await holderOf(tx, shopperId);
  if (!holder) return;
  const { timeZone } = await readRetailer(tx);
  const window = {
    ...{ shopperId: holder, decisionId, offerId, from: at, reference: `offer/${offerId}`, actor: "points.offer" },
    multiplier: Math.round(terms.factor * 100),
    until: endOfDayAfter(at, { days: terms.days }, timeZone),
  };
  await openPointsWindow(tx, window, clock.now());
});

const closeWhenRevoked = on(offerRevoked, "points.close-when-revoked", async ({ tx }, { at, data }) => {
  await closeWindowOf(tx, data.offerId, at);
});

export const pointsReactions: readonly Reaction[] = [
  earnWhenBought,
  earnWhenLinesAdded,
  reverseWhenReturned,
  reverseWhenCancelled,
  reviewWhenDelivered,
  earnWhenMerged,
  closeWhenErased,
  openWhenOffered,
  closeWhenRevoked,
];
