import { sql } from "kysely";
import { instantOn, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import type { SlotHours } from "./shipping.schema.ts";
import { minutesOf, timeOfDay } from "./time-of-day.schema.ts";

/** A window in which a parcel is brought. */
export interface SlotTime {
  readonly from: Date;
  readonly until: Date;
}

/** The slots of a day, earliest first, in the hours of the day at the origin. */
export function slotsOn({ hours, from, until }: SlotHours, day: PlainDayNumber, timeZone: string): SlotTime[] {
  const slots: SlotTime[] = [];
  const length = hours * 60;
  for (let begin = minutesOf(from); begin + length <= minutesOf(until); begin += length) {
    const at = (minutes: number) => instantOn(day, timeOfDay(minutes), timeZone);
    slots.push({ from: at(begin), until: at(begin + length) });
  }
  return slots;
}

const full = statement<[from: Date], { readonly service_key: string; readonly starts_at: Date }>(
  "shipping.full-slots",
  "select service_key, starts_at from shipping_slots where booked >= capacity and starts_at >= $1",
);

/** Slots that take nobody any more, from an instant on. */
export async function fullSlots(tx: DatabaseTx, from: Date): Promise<(service: string, slot: SlotTime) => boolean> {
  const rows = await full(tx, from);
  const names = new Set(rows.map((row) => `${row.service_key} ${row.starts_at.getTime()}`));
  return (service, slot) => names.has(`${service} ${slot.from.getTime()}`);
}

/**
 * Takes a place in a slot. Who comes at the same moment waits at its row, so that the last place goes to one of them.
 * @param capacity of a slot of which no place is taken yet
 * @returns whether there was one
 */
export async function bookSlot({ db }: DatabaseTx, service: string, from: Date, capacity: number): Promise<boolean> {
  if (capacity < 1) return false;
  const { rows } = await sql`
    insert into shipping_slots (service_key, starts_at, capacity, booked) values (${service}, ${from}, ${capacity}, 1)
    on conflict (service_key, starts_at) do update set booked = shipping_slots.booked + 1
    where shipping_slots.booked < shipping_slots.capacity
    returning booked`.execute(db);
  return rows.length > 0;
}

/** Gives a place in a slot back. */
export async function releaseSlot({ db }: DatabaseTx, service: string, from: Date): Promise<void> {
  await sql`
    update shipping_slots set booked = booked - 1
    where service_key = ${service} and starts_at = ${from} and booked > 0`.execute(db);
}
