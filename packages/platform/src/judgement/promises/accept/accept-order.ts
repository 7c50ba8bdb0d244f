import { orderPlaced } from "../../../facts/orders/index.ts";
import { promiseAccepted, promiseRevised } from "../../../facts/promises/index.ts";
import { noteQuote, type SlotTime } from "../../../facts/shipping/index.ts";
import { dayText } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { on, type ReactionContext } from "../../../foundation/reactions/index.ts";
import { type Placed, readPlacedOrder } from "./read-placed-order.ts";
import { insertPromise, moveWindow, openJourney } from "./store-promise.ts";
import { takeWindow } from "./take-window.ts";
import { type OrderTerms, startOf, termsOfOrder } from "./terms-of-order.ts";

/** Makes the journey of every order that has to be brought, and the promise that stands with it. */
export const acceptWhenOrdered = on(orderPlaced, "promises.accept-when-ordered", async (context, event) => {
  if (event.data.channel !== "store") await acceptOrder(context, event);
});

async function acceptOrder({ tx, clock }: ReactionContext, { at, data }: Placed): Promise<void> {
  const { orderId, shopperId } = data;
  if (await isPromised(tx, orderId)) return;
  const { order, quote, wanted, hasToken, model } = await readPlacedOrder(tx, { at, data }, clock.real());
  const found = termsOfOrder(order, model);
  const otherwise = () => termsOfOrder({ ...order, quoted: undefined, promised: undefined }, model);
  const taken = found && (await takeWindow(tx, order, found, wanted, { now: clock.now(), otherwise }));
  const terms = taken?.terms ?? found;
  const { service, serviceKey, originKey, origin, country, zone, promised } = order;
  const journey = await openJourney(tx, {
    ...{ orderId, shopperId, service: serviceKey, carrier: service?.carrier, originKey, origin, country, zone },
    ...{ placedAt: at, startsOn: terms?.startsOn ?? startOf(order) },
    toldFor: terms && terms.basis !== "assumed" ? terms.latest : undefined,
  });
  const accepted = order.quoted && quote;
  if (hasToken) await noteQuote(tx, orderId, accepted?.quoteId);
  if (accepted) await noteAccepted(tx, accepted.quoteId, shopperId);
  if (!terms) return;
  const promiseId = await insertPromise(tx, {
    ...{ orderId, shopperId, journeyId: journey.id, lane: journey.lane, service: serviceKey, madeAt: at, terms },
    ...{ slot: taken?.slot, shopLatest: promised?.latest, modelId: accepted ? accepted.modelId : model.id },
  });
  const told = { promiseId, orderId, shopperId };
  await tx.append(accepting(told, at, serviceKey, terms, taken?.slot));
  if (!taken?.moved) return;
  const moved = { ...taken.moved, at: clock.now() };
  await moveWindow(tx, promiseId, moved);
  const days = { earliest: dayText(moved.earliest), latest: dayText(moved.latest) };
  const revision = { ...told, number: 1, ...days, chanceLate: moved.chanceLate, cause: "slot" };
  await tx.append(promiseRevised({ subject: shopperId, at: moved.at, data: revision }));
}

/** Whoever asks for the same order meanwhile waits here, so that no window is booked twice for it. */
async function isPromised({ db }: DatabaseTx, orderId: string): Promise<boolean> {
  await db.selectFrom("orders").select("id").where("id", "=", orderId).forNoKeyUpdate().execute();
  const known = await db.selectFrom("promises").select("id").where("order_id", "=", orderId).executeTakeFirst();
  return known !== undefined;
}

interface PromiseOfOrder {
  readonly promiseId: Id<"prm">;
  readonly orderId: Id<"ord">;
  readonly shopperId: Id<"shp">;
}

function accepting(
  told: PromiseOfOrder,
  at: Date,
  service: string | undefined,
  { basis, earliest, latest, confidence, price }: OrderTerms,
  slot: SlotTime | undefined,
) {
  return promiseAccepted({
    ...{ subject: told.shopperId, at },
    data: {
      ...{ ...told, basis, earliest: dayText(earliest), latest: dayText(latest) },
      ...(service !== undefined && { service }),
      ...(confidence !== undefined && { confidence }),
      ...(price !== undefined && { price }),
      ...(slot && { slot: { from: slot.from.toISOString(), until: slot.until.toISOString() } }),
    },
  });
}

async function noteAccepted({ db }: DatabaseTx, quoteId: string, shopperId: string): Promise<void> {
  await db
    .updateTable("promise_quotes")
    .set({ accepted: true, shopper_id: shopperId })
    .where("id", "=", quoteId)
    .execute();
}
