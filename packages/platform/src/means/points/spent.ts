import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

interface Spending {
  readonly since: Date;
  readonly currency: string;
  /** Left out: what a shopper had spent before this order. */
  readonly exceptOrder?: string | undefined;
}

/**
 * What a shopper paid for goods since an instant, the guests that were merged into them included, minus their share of the
 * units that came back; minor units. From the orders and not from the ledger, so that what was bought before the scheme
 * began counts for the tier too.
 */
export async function spentBy(
  tx: DatabaseTx,
  shopperId: string,
  { since, currency, exceptOrder }: Spending,
): Promise<bigint> {
  const { rows } = await sql<{ spent: bigint }>`
    select coalesce(sum(l.paid - l.paid * l.returned_quantity / l.quantity), 0)::bigint as spent
    from shoppers s
    join orders o on o.shopper_id = s.id
    join order_lines l on l.order_id = o.id and l.shopper_id = o.shopper_id
    where (s.id = ${shopperId} or s.merged_into = ${shopperId})
      and o.placed_at > ${since} and o.currency = ${currency}
      ${exceptOrder === undefined ? sql`` : sql`and o.id <> ${exceptOrder}`}`.execute(tx.db);
  return rows[0]?.spent ?? 0n;
}
