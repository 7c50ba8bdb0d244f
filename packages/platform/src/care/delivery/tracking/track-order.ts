import { type Locale, translator } from "@aftercare/messages";
import type { z } from "zod";
import { ownOrder } from "../../../facts/orders/index.ts";
import { type TrackedParcel, trackedParcels } from "../../../facts/parcels/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { readOrderDelivery } from "../../../facts/shipping/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import { inboxOfOrder, readMessageSettings } from "../../../means/messages/index.ts";
import { viewRefundsOfOrder } from "../../../means/refunds/index.ts";
import { reasonsNow } from "../reasons-now.ts";
import { carrierPage } from "./carrier-page.ts";
import { type Days, expectedDays } from "./expected-days.ts";
import { timelineOf } from "./timeline.ts";
import { type TrackingView, trackOrder } from "./tracking.contract.ts";
import { stateOf, stillToCome } from "./tracking-state.ts";

type View = z.output<typeof TrackingView>;

export const trackOrderOperation = operation(trackOrder, {
  by: {
    shopper: ownOrder,
    associate: anything,
    agent: anything,
    manager: anything,
    admin: anything,
    service: anything,
  },
  async run({ tx, clock, actor, locale }, { orderId }) {
    const found = await whereItIs(tx, clock, { orderId, locale });
    return { ...found, refunds: await viewRefundsOfOrder(tx, orderId, actor) };
  },
});

interface Asked {
  readonly orderId: Id<"ord">;
  readonly locale: Locale;
}

async function whereItIs(tx: DatabaseTx, clock: Clock, { orderId, locale }: Asked): Promise<Omit<View, "refunds">> {
  const order = await tx.db.selectFrom("orders").selectAll().where("id", "=", orderId).executeTakeFirst();
  if (!order) throw notFound();
  const { timeZone } = await readRetailer(tx);
  const dayOf = (at: Date) => dayText(dayAt(at, timeZone).day);
  const asOf = clock.now();
  const today = dayOf(asOf);
  const parcels = await trackedParcels(tx, { shopperId: order.shopper_id, orderId });
  const promise = await promiseOf(tx, orderId);
  const open = await openIncidentOf(tx, orderId);
  const occasion = (await readOrderDelivery(tx, orderId))?.occasion;
  const coming = stillToCome({ parcels, incident: open });
  const heardAt = latest(coming.map(({ lastHeardAt }) => lastHeardAt));
  const incident = open && viewOfIncident(open, { heardAt, now: asOf, locale });
  const collected = order.channel === "store";
  const now = expectedDays({
    today,
    promise: promise?.expected,
    watched: await watchedDays(tx, orderId),
    incident: incident?.days,
    isInTrouble: incident !== undefined,
    carrier: coming.flatMap((parcel) => estimateOf(parcel, dayOf)),
  });
  const state = stateOf({
    ...{ today, collected, parcels, incident: incident?.view, lines: await linesOf(tx, order) },
    ...{ promisedLatest: promise?.promised.latest, expectedLatest: now?.latest },
  });
  const isComing = !["arrived", "coming-back", "cancelled"].includes(state);
  const arrivedAt = state === "arrived" ? latest(parcels.map(({ deliveredAt }) => deliveredAt)) : undefined;
  const { replyTo: questionsTo } = await readMessageSettings(tx);
  return {
    ...{ orderId, number: order.key, asOf, state },
    ...(promise && { promised: promise.promised }),
    ...(isComing && now && { now }),
    ...(arrivedAt && { arrivedAt }),
    ...(isComing && heardAt && { heardAt }),
    ...(incident && { incident: incident.view }),
    ...(occasion && { occasion }),
    parcels: parcels.map(viewOf),
    inbox: await inboxOfOrder(tx, orderId),
    ...(questionsTo !== undefined && { questionsTo }),
  };
}

function linesOf({ db }: DatabaseTx, { id, shopper_id }: { readonly id: string; readonly shopper_id: string }) {
  const query = db.selectFrom("order_lines").select(["line", "quantity"]).where("order_id", "=", id);
  return query.where("shopper_id", "=", shopper_id).execute();
}

/** What the shopper was told. A promise that was only reckoned afterwards from a history was told to nobody; one that is void binds nobody. */
async function promiseOf(tx: DatabaseTx, orderId: string) {
  const row = await tx.db
    .selectFrom("promises")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("basis", "!=", "retrospective")
    .where("status", "!=", "void")
    .executeTakeFirst();
  if (!row || row.basis === "retrospective") return undefined;
  const { basis, first_earliest, first_latest, earliest, latest, slot_from, slot_until, revisions, confidence } = row;
  const slot = slot_from && slot_until ? { from: slot_from, until: slot_until } : undefined;
  return {
    promised: { earliest: first_earliest, latest: first_latest, basis, ...(revisions === 0 && slot) },
    expected: {
      ...{ earliest, latest, isRevised: revisions > 0, slot: revisions === 0 ? slot : undefined },
      confidence: revisions === 0 ? (confidence ?? undefined) : undefined,
    },
  };
}

/** When it is expected by who watches orders on their way; undefined before it was looked at, and once it has arrived. */
async function watchedDays(tx: DatabaseTx, orderId: string) {
  const row = await tx.db
    .selectFrom("delivery_watches")
    .select(["earliest", "latest", "basis"])
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  const { earliest, latest, basis } = row ?? {};
  return earliest && latest && basis ? { earliest, latest, basis } : undefined;
}

function openIncidentOf(tx: DatabaseTx, orderId: string) {
  return tx.db
    .selectFrom("incidents")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("closed_at", "is", null)
    .executeTakeFirst();
}

type OpenIncident = NonNullable<Awaited<ReturnType<typeof openIncidentOf>>>;

interface AsOf {
  readonly heardAt: Date | undefined;
  readonly now: Date;
  readonly locale: Locale;
}

function viewOfIncident(row: OpenIncident, { heardAt, now, locale }: AsOf) {
  const { id, kind, fault, opened_at: openedAt, new_earliest: earliest, new_latest: latest } = row;
  const because = reasonsNow(row.because, { openedAt, heardAt, now });
  const view = {
    ...{ incidentId: id as Id<"inc">, kind, openedAt },
    ...(fault !== null && { fault }),
    because: because.map(({ key, values }) => ({ key, values, text: translator(locale).t(key, values) })),
  };
  return { view, days: earliest !== null && latest !== null ? { earliest, latest } : undefined };
}

function estimateOf({ estimatedFrom, estimatedUntil }: TrackedParcel, dayOf: (at: Date) => string): Days[] {
  const [from, until] = [estimatedFrom ?? estimatedUntil, estimatedUntil ?? estimatedFrom];
  return from && until ? [{ earliest: dayOf(from), latest: dayOf(until) }] : [];
}

function viewOf(parcel: TrackedParcel): View["parcels"][number] {
  const { parcelId, trackingNumber, carrier, carrierCode, status, phase, problem, fault, lines } = parcel;
  const trackingUrl = carrierPage(carrierCode, trackingNumber);
  return {
    ...{ parcelId, status, phase, lines: [...lines], timeline: timelineOf(parcel) },
    ...(trackingNumber !== null && { number: trackingNumber }),
    ...(carrier !== null && { carrier }),
    ...(trackingUrl !== undefined && { trackingUrl }),
    ...(problem !== null && { problem }),
    ...(fault !== null && { fault }),
    ...(parcel.shippedAt && { shippedAt: parcel.shippedAt }),
    ...(parcel.deliveredAt && { deliveredAt: parcel.deliveredAt }),
  };
}

function latest(instants: readonly (Date | null)[]): Date | undefined {
  const times = instants.flatMap((at) => (at ? [at.getTime()] : []));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
