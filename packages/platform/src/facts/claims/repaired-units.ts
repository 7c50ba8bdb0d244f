import { sql } from "kysely";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    repaired_units: { claim_id: string; order_id: string; line: number; quantity: number; handed_back_at: Date };
  }
}

/** Units of each line of an order that were repaired under the guarantee, by line; which of them nobody can tell. */
export async function repairedUnits(tx: DatabaseTx, orderId: string): Promise<ReadonlyMap<number, number>> {
  const rows = await readRepaired(tx, orderId);
  return new Map(rows.map(({ line, repaired }) => [line, repaired]));
}

/** One that is repaired twice is one. */
const readRepaired = statement<[orderId: string], { line: number; repaired: number }>(
  "repaired-units",
  `select u.line, least(l.quantity, sum(u.quantity))::int as repaired
  from repaired_units u join order_lines l on l.order_id = u.order_id and l.line = u.line
  where u.order_id = $1 group by u.line, l.quantity`,
);

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
