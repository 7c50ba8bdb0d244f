import {
  bookSlot,
  fullSlots,
  nextDeliveryDay,
  type Origin,
  type Service,
  type SlotTime,
  slotsOn,
} from "../../../facts/shipping/index.ts";
import { dayAt, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";

/** Days after the one that was wanted on which a window is looked for in its place. */
const searched = 14;

/** A window of a service that is brought in windows. */
export interface Wanted {
  readonly service: Service & { readonly slot: NonNullable<Service["slot"]> };
  readonly origin: Origin;
  readonly country: string;
  readonly from: Date;
  /** No window begins earlier. */
  readonly notBefore: PlainDayNumber;
}

/**
 * Takes a place in the window that was wanted, else in the one closest to it that has one left.
 * @returns undefined where none is left for two weeks
 */
export async function bookWindow(tx: DatabaseTx, wanted: Wanted, now: Date): Promise<SlotTime | undefined> {
  const { key, slot: hours } = wanted.service;
  const isFull = await fullSlots(tx, now);
  for (const slot of closestFirst(wanted)) {
    if (slot.from < now || isFull(key, slot)) continue;
    if (await bookSlot(tx, key, slot.from, hours.capacity)) return slot;
  }
  return undefined;
}

function closestFirst({ service, origin, country, from, notBefore }: Wanted): SlotTime[] {
  const until = dayAt(from, origin.timeZone).day + searched;
  const slots: SlotTime[] = [];
  const next = (day: PlainDayNumber) => nextDeliveryDay(service.deliveryDays, { country }, day);
  for (let day = next(notBefore); day <= until; day = next(day + 1))
    slots.push(...slotsOn(service.slot, day, origin.timeZone));
  const distance = (slot: SlotTime) => Math.abs(slot.from.getTime() - from.getTime());
  return slots.toSorted((a, b) => distance(a) - distance(b));
}
