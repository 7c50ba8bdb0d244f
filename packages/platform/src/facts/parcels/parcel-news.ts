import type { NewEvent } from "../../foundation/events/index.ts";
import type { OrderLink } from "./find-orders.ts";
import type { KeptScan } from "./keep-scans.ts";
import type { LockedParcel } from "./lock-parcels.ts";
import {
  deliveryRetracted,
  parcelDelivered,
  parcelMatched,
  parcelScanned,
  parcelShipped,
  parcelStatusChanged,
} from "./parcel-facts.ts";
import type { ParcelState } from "./parcel-state.ts";
import type { ScanStatus } from "./status.schema.ts";

/** What is compared: a parcel with its orders as it was, and as it is. */
export interface ParcelChange {
  readonly before: LockedParcel;
  readonly after: Pick<LockedParcel, "shopperId" | "orderIds"> &
    Pick<ParcelState, "status" | "phase" | "statusAt" | "pickedUpAt" | "deliveredAt" | "fault">;
  readonly isNew: boolean;
  readonly links: readonly OrderLink[];
  readonly scans: readonly KeptScan[];
}

interface How {
  readonly history: boolean;
  /** When what has no time of its own is noticed. */
  readonly now: Date;
}

/** The facts that a change of a parcel stands for. */
export function parcelNews(change: ParcelChange, how: How): NewEvent[] {
  return [...matches(change, how), ...scanned(change), ...shippedAndDelivered(change), ...statusChanged(change, how)];
}

function about({ before: { id }, after: { shopperId, orderIds } }: ParcelChange) {
  const whose = shopperId === null ? {} : { shopperId };
  return { subject: shopperId ?? id, data: { parcelId: id, ...whose, orderIds: [...orderIds] } };
}

/** A parcel that came with its order was never without one. */
function matches({ before, links, isNew }: ParcelChange, { now }: How): NewEvent[] {
  if (isNew) return [];
  return links.map(({ orderId, shopperId }) =>
    parcelMatched({ subject: shopperId, at: now, data: { parcelId: before.id, orderId, shopperId } }),
  );
}

function scanned(change: ParcelChange): NewEvent[] {
  const { subject, data } = about(change);
  return change.scans
    .filter(({ recordedAs, retracts, ignored }) => !recordedAs && retracts === null && ignored === null)
    .map(({ id, source, code, status, fault, at }) => {
      const told = { ...(status !== null && { status }), ...(fault !== null && { fault }) };
      return parcelScanned({ subject, at, data: { ...data, scanId: id, source, code, ...told } });
    });
}

/** That a parcel left and arrived is told when both that and its order are known, whichever comes first. */
function shippedAndDelivered(change: ParcelChange): NewEvent[] {
  const { before, after } = change;
  const [orderId] = after.orderIds;
  if (before.direction === "return" || orderId === undefined || after.shopperId === null) return [];
  const wasMatched = before.orderIds.length > 0;
  const carrier = before.carrierText === null ? {} : { carrier: before.carrierText };
  const data = { parcelId: before.id, orderId, shopperId: after.shopperId, ...carrier, orderIds: [...after.orderIds] };
  const told = (fact: typeof parcelShipped, status: ScanStatus, was: Date | null, at: Date | null) => {
    if (at === null || (was !== null && wasMatched)) return [];
    const record = change.scans.find((scan) => scan.status === status && scan.at.getTime() === at.getTime());
    const origin = record?.recordedAs ?? { source: "parcels", key: `${before.id}/${fact.type}/${at.toISOString()}` };
    return [fact({ subject: data.shopperId, at, data, origin })];
  };
  return [
    ...told(parcelShipped, "picked_up", before.pickedUpAt, after.pickedUpAt),
    ...told(parcelDelivered, "delivered", before.deliveredAt, after.deliveredAt),
  ];
}

/**
 * A history is not told what its own records of shipping and delivery say already: it holds millions, and nobody is to act
 * on them.
 */
function statusChanged(change: ParcelChange, { history, now }: How): NewEvent[] {
  const { before, after } = change;
  const { subject, data } = about(change);
  const events: NewEvent[] = [];
  if (before.deliveredAt !== null && after.deliveredAt === null)
    events.push(deliveryRetracted({ subject, at: now, data }));
  const silent = history && change.scans.length > 0 && change.scans.every(({ recordedAs }) => recordedAs);
  if (before.status === after.status || silent) return events;
  const how = { from: before.status, to: after.status, phase: after.phase, direction: before.direction };
  const fault = after.fault === null ? {} : { fault: after.fault };
  // A scan that was taken back, or a code that somebody explained, changes it now: the scan that then counts is long past.
  const since = after.statusAt?.getTime();
  const at = change.scans.some((scan) => scan.at.getTime() === since) ? after.statusAt : null;
  return [...events, parcelStatusChanged({ subject, at: at ?? now, data: { ...data, ...how, ...fault } })];
}
