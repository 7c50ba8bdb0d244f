import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { EntryKind } from "./account.ts";
import type { Movement } from "./points.contract.ts";

/** A movement with its place in the ledger. */
export type PlacedMovement = z.output<typeof Movement> & { readonly last: number };

interface MovementRow {
  last: number;
  kind: EntryKind;
  points: bigint;
  owed: bigint;
  at: Date;
  order_id: Id<"ord"> | null;
  order_number: string | null;
  return_id: Id<"ret"> | null;
  return_number: string | null;
  store_name: string | null;
  multiplier: number | null;
  amount: bigint | null;
  currency: string | null;
  reason: string | null;
  note: string | null;
}

/** What moved a shopper's points, latest first: the entries of one order or return together, since people think in those. */
export async function readMovements(
  tx: DatabaseTx,
  shopperId: string,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<PlacedMovement[]> {
  const { rows } = await sql<MovementRow>`
    select m.*, o.key as order_number, r.key as return_number, s.name as store_name, n.note
    from (
      select kind, order_id, return_id, max(number) as last, max(at) as at,
        sum(points)::bigint as points, sum(owed)::bigint as owed, max(multiplier) as multiplier,
        sum(amount)::bigint as amount, max(currency) as currency, max(reason) as reason,
        (array_agg(store_id))[1] as store_id
      from points_entries
      where shopper_id = ${shopperId}
      group by kind, order_id, return_id, case when return_id is null and kind not in ('earn', 'bonus') then number end
      having sum(points) <> 0
    ) m
    left join orders o on o.id = m.order_id
    left join returns r on r.id = m.return_id
    left join stores s on s.id = m.store_id
    left join points_notes n on n.shopper_id = ${shopperId} and n.number = m.last
    where ${before === undefined ? sql`true` : sql`m.last < ${before}`}
    order by m.last desc
    limit ${limit}`.execute(tx.db);
  return rows.map(asMovement);
}

function asMovement(row: MovementRow): PlacedMovement {
  const { last, kind, points, owed, at, multiplier, amount, currency } = row;
  return {
    ...{ last, movementId: `${last}`, kind, points, owed, at },
    orderId: row.order_id ?? undefined,
    orderNumber: row.order_number ?? undefined,
    returnId: row.return_id ?? undefined,
    returnNumber: row.return_number ?? undefined,
    storeName: row.store_name ?? undefined,
    multiplier: multiplier === null || multiplier === 100 ? undefined : multiplier,
    amount: amount !== null && currency !== null ? { amount, currency } : undefined,
    reason: row.reason ?? undefined,
    note: row.note ?? undefined,
  };
}

/** Where a debt comes from. */
interface Debt {
  readonly points: bigint;
  readonly at: Date;
  readonly returnId?: Id<"ret"> | undefined;
  readonly returnNumber?: string | undefined;
}

/** The returns that what is owed is from: debts are paid oldest first, so that the latest are those still open. */
export async function readDebts(tx: DatabaseTx, shopperId: string, owed: bigint): Promise<Debt[]> {
  if (owed === 0n) return [];
  const { rows } = await sql<{ points: bigint; at: Date; id: Id<"ret"> | null; number: string | null }>`
    select sum(e.owed)::bigint as points, max(e.at) as at, e.return_id as id, max(r.key) as number
    from points_entries e left join returns r on r.id = e.return_id
    where e.shopper_id = ${shopperId} and e.owed > 0
    group by e.return_id
    order by max(e.number) desc`.execute(tx.db);
  const debts: Debt[] = [];
  let left = owed;
  for (const { points, at, id, number } of rows) {
    if (left === 0n) break;
    const open = points < left ? points : left;
    left -= open;
    debts.push({ points: open, at, returnId: id ?? undefined, returnNumber: number ?? undefined });
  }
  return debts;
}
