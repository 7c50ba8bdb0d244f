import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { LedgerAccount, LedgerKind } from "./chart.schema.ts";

/** One line of an entry. */
export interface LedgerLine {
  readonly account: LedgerAccount;
  /** Minor units of the entry's currency; above zero a debit, below a credit. */
  readonly amount: bigint;
  /** Where it is somebody else's than the entry's. */
  readonly shopperId?: string;
}

export interface NewLedgerEntry {
  readonly kind: LedgerKind;
  /** What it is posted for, such as `refund/<id>/intended`: posted once, however often it is asked for. */
  readonly reference: string;
  readonly orderId?: string | undefined;
  readonly shopperId: string;
  readonly currency: string;
  readonly actor: string;
  readonly lines: readonly LedgerLine[];
}

/**
 * Posts an entry; lines of 0 are left out. Answers false, and posts nothing, when the reference is there already: of two at the same
 * moment the second waits for the first.
 * @throws Error for lines that do not balance, which is a mistake of whoever calls; the database would refuse them at the commit
 */
export async function postEntry(tx: DatabaseTx, clock: Clock, entry: NewLedgerEntry): Promise<boolean> {
  const { kind, reference, shopperId, currency, actor } = entry;
  const lines = entry.lines.filter(({ amount }) => amount !== 0n);
  requireBalance(reference, lines);
  const id = newId<"jrn">();
  const order_id = entry.orderId ?? null;
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto("ledger_entries")
    .values({
      id,
      kind,
      reference,
      currency,
      actor,
      at: clock.now(),
      recorded_at: clock.real(),
      order_id,
      shopper_id: shopperId,
    })
    .onConflict((conflict) => conflict.column("reference").doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return false;
  const rows = lines.map(({ account, amount, shopperId: whose = shopperId }, index) => ({
    ...{ entry_id: id, line: index + 1, account, amount, shopper_id: whose, order_id },
  }));
  await tx.db.insertInto("ledger_lines").values(rows).execute();
  return true;
}

function requireBalance(reference: string, lines: readonly LedgerLine[]): void {
  const sum = lines.reduce((total, { amount }) => total + amount, 0n);
  if (sum !== 0n || lines.length < 2) {
    throw new Error(`${reference} does not balance: ${lines.length} lines that sum to ${sum}`);
  }
}
