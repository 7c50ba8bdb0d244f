import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { countReturned } from "./count-returned.ts";
import { OpenPurchases, type PurchaseLine } from "./open-purchases.ts";

/** Whose purchases are asked for: a shopper's of one stock code, or those of one order. */
export interface PurchasesOf {
  readonly shopperId: string;
  readonly sku: string;
  readonly orderId?: string;
}

/**
 * Locks the purchase lines that have quantity left, until the transaction ends, so that of two returns of the last unit
 * one sees what the other took. A guest's purchases count as those of the account it was merged into.
 */
export async function lockPurchases(tx: DatabaseTx, wanted: readonly PurchasesOf[]): Promise<OpenPurchases> {
  if (wanted.length === 0) return new OpenPurchases([]);
  const holders = [...new Set(wanted.map((one) => one.shopperId))];
  const guests = await tx.db
    .selectFrom("shoppers")
    .select(["id", "merged_into"])
    .where("merged_into", "in", holders)
    .execute();
  const holderOf = new Map(guests.map((guest) => [guest.id, guest.merged_into ?? guest.id]));
  const guestsOf = Map.groupBy(guests, (guest) => guest.merged_into);
  const places = wanted.flatMap(({ shopperId, sku, orderId }): Place[] => {
    if (orderId) return [{ order_id: orderId, shopper_id: null, sku }];
    const family = [shopperId, ...(guestsOf.get(shopperId) ?? []).map((guest) => guest.id)];
    return family.map((id) => ({ order_id: null, shopper_id: id, sku }));
  });
  const json = JSON.stringify(places);
  const { rows } = await sql<LockedLine>`
    with wanted as (
      select distinct order_id, shopper_id, sku
      from jsonb_to_recordset(${json}::jsonb) as w (order_id uuid, shopper_id uuid, sku text)
    ), found as (
      select l.order_id, l.line from wanted w
        join order_lines l on l.shopper_id = w.shopper_id and l.sku = w.sku where w.order_id is null
      union
      select l.order_id, l.line from wanted w
        join order_lines l on l.order_id = w.order_id and l.sku = w.sku
    )
    select l.order_id, l.line, l.shopper_id, l.sku, l.category, l.placed_at, o.currency, l.quantity,
           l.returned_quantity, l.paid
    from order_lines l join orders o on o.id = l.order_id
    where (l.order_id, l.line) in (select order_id, line from found) and l.returned_quantity < l.quantity
    order by l.order_id, l.line
    for update of l`.execute(tx.db);
  return new OpenPurchases(rows.map((row) => purchaseOf(row, holderOf)));
}

/** Moves what was taken into the lines' returned quantities. The table refuses more than was bought. */
export function consumePurchases(tx: DatabaseTx, purchases: OpenPurchases): Promise<void> {
  return countReturned(tx, purchases.taken());
}

interface Place {
  order_id: string | null;
  shopper_id: string | null;
  sku: string;
}

interface LockedLine {
  order_id: string;
  line: number;
  shopper_id: string;
  sku: string;
  category: string | null;
  placed_at: Date;
  currency: string;
  quantity: number;
  returned_quantity: number;
  paid: bigint;
}

function purchaseOf(row: LockedLine, holderOf: ReadonlyMap<string, string>): PurchaseLine {
  return {
    orderId: row.order_id,
    line: row.line,
    shopperId: holderOf.get(row.shopper_id) ?? row.shopper_id,
    sku: row.sku,
    ...(row.category !== null && { category: row.category }),
    placedAt: row.placed_at,
    currency: row.currency,
    quantity: row.quantity,
    returned: row.returned_quantity,
    paid: row.paid,
  };
}
