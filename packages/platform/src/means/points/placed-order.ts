import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";

/** An order as points are counted for it. */
export interface PlacedOrder {
  readonly id: Id<"ord">;
  readonly shopperId: string;
  readonly placedAt: Date;
  readonly currency: string;
  /** In the order of their numbers; `paid` in minor units for the whole line. */
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly paid: bigint }[];
}

export async function readPlacedOrder(tx: DatabaseTx, orderId: string): Promise<PlacedOrder | undefined> {
  const row = await tx.db
    .selectFrom("orders")
    .select(["id", "shopper_id", "placed_at", "currency"])
    .where("id", "=", orderId)
    .executeTakeFirst();
  if (!row) return undefined;
  const lines = await tx.db
    .selectFrom("order_lines")
    .select(["line", "quantity", "paid"])
    .where("shopper_id", "=", row.shopper_id)
    .where("order_id", "=", orderId)
    .orderBy("line")
    .execute();
  const { currency } = row;
  return { id: row.id as Id<"ord">, shopperId: row.shopper_id, placedAt: row.placed_at, currency, lines };
}
