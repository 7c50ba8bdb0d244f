import { collectionMade } from "../../facts/collections/index.ts";
import { postEntry } from "../../facts/ledger/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { collectionProcess } from "./collection.ts";
import type { Collection } from "./collection-tables.ts";
import type { CollectorName } from "./collector.ts";
import { identityOf } from "./lock-collection.ts";
import { stepLater } from "./steps.ts";

interface Made {
  readonly via: CollectorName | "till";
  /** Of the till. */
  readonly storeId?: string | undefined;
  readonly paymentReference: string;
  readonly lapsesAt?: Date | undefined;
  readonly actor: string;
}

/**
 * A shopper has paid, or left a deposit. Told once, however often it is heard; where nobody waited for it any more it goes back at once. Cash is
 * ours from the moment it lies in the till, also as a deposit.
 * @param row locked
 */
export async function recordMade(tx: Tx, clock: Clock, row: Collection, made: Made): Promise<void> {
  if (row.made_at !== null) return;
  const at = clock.now();
  const state = collectionProcess.next(row.state, row.kind === "payment" ? "pay" : "hold");
  const late = row.state !== "open";
  const till = { via: made.via, store_id: made.storeId ?? null };
  const changed = { state, ...till, payment_reference: made.paymentReference, lapses_at: made.lapsesAt ?? null };
  await tx.db
    .updateTable("collections")
    .set({ ...changed, made_at: at })
    .where("id", "=", row.id)
    .execute();
  if (row.kind === "payment" || made.via === "till") {
    await postMade(tx, clock, { ...row, ...changed }, { amount: row.amount, actor: made.actor });
  }
  if (made.lapsesAt && !late) await stepLater(tx, row.id, "look", made.lapsesAt);
  if (late && made.via !== "till") {
    await stepLater(tx, row.id, state === "returning" ? "give-back" : "release", clock.real());
  }
  await tx.append(collectionMade({ subject: row.shopper_id, at, data: { ...identityOf(row), late } }));
}

/** The money came in; below zero where it went out again, in parts or at once. */
export async function postMade(
  tx: Tx,
  clock: Clock,
  { id, via, returns, order_id, shopper_id, currency }: Collection,
  { amount, actor }: { readonly amount: bigint; readonly actor: string },
): Promise<void> {
  const what = amount > 0n ? "made" : returns > 1 ? `returned/${returns}` : "returned";
  await postEntry(tx, clock, {
    kind: amount > 0n ? "collected" : "collected-returned",
    reference: `collection/${id}/${what}`,
    ...{ orderId: order_id ?? undefined, shopperId: shopper_id, currency, actor },
    lines: [
      { account: via === "till" ? "till-cash" : "provider-clearing", amount },
      { account: "collected", amount: -amount },
    ],
  });
}
