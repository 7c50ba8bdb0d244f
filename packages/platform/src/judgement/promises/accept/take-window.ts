import { type SlotTime, slotsOn } from "../../../facts/shipping/index.ts";
import { dayAt, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { bookWindow } from "./book-window.ts";
import type { OrderTerms, PlacedOrder } from "./terms-of-order.ts";

/** A place in a window, and what it makes of the terms. */
export interface TakenWindow {
  /** With the day of the window that was asked for. */
  readonly terms: OrderTerms;
  /** Undefined where none was left. */
  readonly slot: SlotTime | undefined;
  /** Where it is another one than was asked for: its day, and the chance to miss what was promised first. */
  readonly moved: MovedTo | undefined;
}

interface MovedTo {
  readonly earliest: PlainDayNumber;
  readonly latest: PlainDayNumber;
  readonly chanceLate: number;
}

/**
 * Books the window that an order asks for. What was asked for is promised; should it be taken meanwhile, the closest one is booked in its
 * place, as a revision of the promise that the shopper is told of.
 * @returns undefined where the order asks for none, or its service has none
 */
export async function takeWindow(
  tx: DatabaseTx,
  { service, origin, country, quoted }: PlacedOrder,
  terms: OrderTerms,
  wanted: Date | undefined,
  { now, otherwise }: { readonly now: Date; readonly otherwise: () => OrderTerms | undefined },
): Promise<TakenWindow | undefined> {
  if (!wanted || !service?.slot || !origin || country === undefined) return undefined;
  const { timeZone } = origin;
  const dayOf = (at: Date) => dayAt(at, timeZone).day;
  const asked = slotsOn(service.slot, dayOf(wanted), timeZone).some(({ from }) => from.getTime() === wanted.getTime());
  // Of a window that there never was, nothing can be promised.
  if (!quoted && !asked) return undefined;
  const day = dayOf(wanted);
  const promised = terms.basis === "shop" ? terms : { ...terms, earliest: day, latest: day };
  const notBefore = Math.min(day, terms.startsOn + service.slot.bookDaysAhead);
  const slot = await bookWindow(
    tx,
    { service: { ...service, slot: service.slot }, origin, country, from: wanted, notBefore },
    now,
  );
  if (slot?.from.getTime() === wanted.getTime()) return { terms: promised, slot, moved: undefined };
  // Without any window left it comes as it would without one, but not before the day that was asked for.
  const [earliest, latest] = slot
    ? [dayOf(slot.from), dayOf(slot.from)]
    : [day, Math.max(day, otherwise()?.latest ?? day)];
  const chanceLate = latest > promised.latest ? 1 : 1 - (terms.confidence ?? 0.9);
  return { terms: promised, slot, moved: { earliest, latest, chanceLate } };
}
