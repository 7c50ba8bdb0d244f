import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { minorDigits, toDecimal } from "../../foundation/money/index.ts";
import { giftCardNotEnough, giftCardReferenceReused } from "./card-problems.ts";
import type { GiftCard, GiftCardEntry } from "./gift-card-tables.ts";

/** A movement that is to be booked on a card. */
export interface CardBooking {
  readonly kind: GiftCardEntry["kind"];
  /** Minor units; below zero where money goes off the card. */
  readonly amount: bigint;
  readonly reference: string;
  readonly actor: string;
  readonly undoes?: number | undefined;
  readonly orderId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly refundLegId?: string | undefined;
}

/** Adds an entry to a locked card. @throws gift-card-not-enough (409) */
export async function bookOnCard(
  tx: DatabaseTx,
  clock: Clock,
  card: GiftCard,
  booking: CardBooking,
): Promise<GiftCardEntry> {
  const balance = card.balance + booking.amount;
  if (balance < 0n) throw notEnough(card, -booking.amount);
  const entry: GiftCardEntry = {
    ...{ card_id: card.id, number: (card.last_entry ?? 0) + 1, id: newId<"gce">() },
    ...{ kind: booking.kind, amount: booking.amount, balance, reference: booking.reference },
    previous: card.last_entry,
    previous_balance: card.last_entry === null ? null : card.balance,
    undoes: booking.undoes ?? null,
    ...{ at: clock.now(), order_id: booking.orderId ?? null, store_id: booking.storeId ?? null },
    ...{ refund_leg_id: booking.refundLegId ?? null, actor: booking.actor },
  };
  await tx.db.insertInto("gift_card_entries").values(entry).execute();
  await tx.db.updateTable("gift_cards").set({ last_entry: entry.number, balance }).where("id", "=", card.id).execute();
  return entry;
}

/** The entry that a reference stands for on a locked card. @throws gift-card-reference-reused (409) where it is another amount */
export async function knownEntry(
  tx: DatabaseTx,
  card: GiftCard,
  { reference, isSame }: { readonly reference: string; readonly isSame: (entry: GiftCardEntry) => boolean },
): Promise<GiftCardEntry | undefined> {
  const known = await tx.db
    .selectFrom("gift_card_entries")
    .selectAll()
    .where("card_id", "=", card.id)
    .where("reference", "=", reference)
    .executeTakeFirst();
  if (known && !isSame(known)) {
    throw giftCardReferenceReused({ reference: shownReference(reference), amount: Number(known.amount) });
  }
  return known;
}

export function notEnough({ balance, currency }: GiftCard, wanted: bigint) {
  const left = toDecimal(balance, minorDigits(currency));
  return giftCardNotEnough({ wanted: Number(wanted), available: Number(balance), left, currency });
}

/** A reference as it was given: stored behind what it was given for, so that a purchase's cannot stand for a refill's. */
export function shownReference(stored: string): string {
  return stored.slice(stored.indexOf("/") + 1);
}

/** What every fact about a card says. */
export function factOf(card: GiftCard, entry: GiftCardEntry) {
  return {
    ...{ giftCardId: card.id as Id<"gfc">, entryId: entry.id as Id<"gce">, currency: card.currency },
    ...{ amount: entry.amount, balance: entry.balance },
  };
}
