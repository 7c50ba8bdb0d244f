import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Units of a purchase line that came back. */
export interface ReturnedUnits {
  readonly orderId: string;
  readonly line: number;
  readonly quantity: number;
  /** Of them: how many came back as they had been announced. */
  readonly announced?: number;
}

/**
 * Counts units as returned, on lines that are locked; a line may be named twice. What was announced and comes back otherwise, at a till or as the shop says, is not
 * announced any more: goods that are here are never refused because somebody had said that they would come. The table refuses more than was
 * bought.
 */
export async function countReturned(tx: DatabaseTx, units: readonly ReturnedUnits[]): Promise<void> {
  if (units.length === 0) return;
  await sql`
    update order_lines l set returned_quantity = l.returned_quantity + t.quantity,
      requested_quantity = least(l.requested_quantity - t.announced, greatest(0, l.quantity - l.returned_quantity - t.quantity))
    from (
      select "orderId", line, sum(quantity)::int as quantity, coalesce(sum(announced), 0)::int as announced
      from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u ("orderId" uuid, line int, quantity int, announced int)
      group by "orderId", line
    ) t
    where l.order_id = t."orderId" and l.line = t.line`.execute(tx.db);
}
