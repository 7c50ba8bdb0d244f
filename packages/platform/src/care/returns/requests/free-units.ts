import type { DatabaseTx } from "../../../foundation/database/index.ts";

/** By line of an order, how many units have neither come back nor are announced. The lines are locked. */
export async function freeUnits({ db }: DatabaseTx, orderId: string): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("order_lines")
    .select(["line", "quantity", "returned_quantity", "requested_quantity"])
    .where("order_id", "=", orderId)
    .execute();
  return new Map(rows.map((row) => [row.line, row.quantity - row.returned_quantity - row.requested_quantity]));
}
