import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    repaired_units: { claim_id: string; order_id: string; line: number; quantity: number; handed_back_at: Date };
  }
}

/** Units of each line of an order that were repaired under the guarantee, by line; which of them nobody can tell. */
export async function repairedUnits({ db }: DatabaseTx, orderId: string): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("repaired_units as u")
    .innerJoin("order_lines as l", (join) => join.onRef("l.order_id", "=", "u.order_id").onRef("l.line", "=", "u.line"))
    .select(["u.line", "l.quantity as bought", ({ fn }) => fn.sum<bigint>("u.quantity").as("repaired")])
    .where("u.order_id", "=", orderId)
    .groupBy(["u.line", "l.quantity"])
    .execute();
  // One that is repaired twice is one.
  return new Map(rows.map(({ line, bought, repaired }) => [line, Math.min(bought, Number(repaired))]));
}

/** Writes down units that came back, were repaired and are the shopper's again: they count as returned no more. The order's lines are locked. */
export async function handBackRepaired(
  tx: DatabaseTx,
  of: { readonly claimId: string; readonly orderId: string; readonly at: Date },
  units: readonly { readonly line: number; readonly quantity: number }[],
): Promise<void> {
  const { claimId: claim_id, orderId: order_id, at: handed_back_at } = of;
  await tx.db
    .insertInto("repaired_units")
    .values(units.map((unit) => ({ ...unit, claim_id, order_id, handed_back_at })))
    .execute();
  await sql`
    update order_lines l set returned_quantity = l.returned_quantity - t.quantity
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as t (line int, quantity int)
    where l.order_id = ${order_id} and l.line = t.line`.execute(tx.db);
}
