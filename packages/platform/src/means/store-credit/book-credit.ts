import type { Selectable } from "kysely";
import { familyOf } from "../../facts/persons/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { minorDigits, toDecimal } from "../../foundation/money/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { type CreditAccount, lockAccount, lockHolder } from "./account.ts";
import type { CreditKind, StoreCreditEntryTable } from "./credit-tables.ts";

/** More credit is asked for than there is; the parameters say how much there is, in minor units. */
const creditNotEnough = problemKind("credit-not-enough", 409);
/** The reference stands for another movement of this shopper's credit. */
const creditReferenceReused = problemKind("credit-reference-reused", 409);

export type CreditEntry = Selectable<StoreCreditEntryTable>;

/** A movement of credit that is to be booked. */
export interface CreditBooking {
  readonly kind: CreditKind;
  /** Minor units; below zero where credit goes. */
  readonly amount: bigint;
  /** What it is for, within this shopper and currency: the same again answers the entry that is there. */
  readonly reference: string;
  readonly actor: string;
  readonly orderId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly refundLegId?: string | undefined;
  readonly decisionId?: string | undefined;
}

/**
 * Books a movement to the account that a shopper's credit goes to. The same reference again books nothing and answers the first entry, also
 * where it was booked for a guest who has been merged since.
 * @throws not-found (404), credit-not-enough, credit-reference-reused (409)
 */
export async function bookCredit(
  tx: DatabaseTx,
  clock: Clock,
  { shopperId, currency, ...booking }: CreditBooking & { readonly shopperId: string; readonly currency: string },
): Promise<{ readonly entry: CreditEntry; readonly isNew: boolean }> {
  const holder = await lockHolder(tx, shopperId);
  const account = await lockAccount(tx, holder, currency);
  const known = await tx.db
    .selectFrom("store_credit_entries")
    .selectAll()
    .where("shopper_id", "in", await familyOf(tx, holder))
    .where("currency", "=", currency)
    .where("reference", "=", booking.reference)
    .executeTakeFirst();
  if (!known) return { entry: await writeEntry(tx, clock, account, booking), isNew: true };
  if (known.amount === booking.amount && known.kind === booking.kind) return { entry: known, isNew: false };
  throw creditReferenceReused({ reference: shownReference(booking.reference), amount: Number(known.amount) });
}

/** Adds an entry to a locked account. @throws credit-not-enough (409) */
export async function writeEntry(
  tx: DatabaseTx,
  clock: Clock,
  account: CreditAccount,
  booking: CreditBooking,
): Promise<CreditEntry> {
  const { kind, amount, reference, actor } = booking;
  const { shopperId: shopper_id, currency } = account;
  const balance = account.balance + amount;
  if (balance < 0n) {
    const left = toDecimal(account.balance, minorDigits(currency));
    throw creditNotEnough({ wanted: Number(-amount), available: Number(account.balance), left, currency });
  }
  const first = account.lastEntry === 0;
  const entry: CreditEntry = {
    ...{ shopper_id, currency, id: newId<"cre">(), kind, amount, balance, reference, actor, at: clock.now() },
    number: account.lastEntry + 1,
    previous: first ? null : account.lastEntry,
    previous_balance: first ? null : account.balance,
    order_id: booking.orderId ?? null,
    store_id: booking.storeId ?? null,
    refund_leg_id: booking.refundLegId ?? null,
    decision_id: booking.decisionId ?? null,
  };
  await tx.db.insertInto("store_credit_entries").values(entry).execute();
  await tx.db
    .updateTable("store_credit_accounts")
    .set({ last_entry: entry.number, balance })
    .where("shopper_id", "=", shopper_id)
    .where("currency", "=", currency)
    .execute();
  return entry;
}

/** A reference as it was given: stored behind the way it came, so that nobody's own can stand for somebody else's. */
export function shownReference(stored: string): string {
  return stored.slice(stored.indexOf("/") + 1);
}
