import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Lot } from "./account.ts";

/** The lots that can be used, and all of the given orders, used up or not. */
export async function readLots(tx: DatabaseTx, shopperId: string, orders: readonly string[]): Promise<Lot[]> {
  const rows = await tx.db
    .selectFrom("points_lots")
    .selectAll()
    .where("shopper_id", "=", shopperId)
    .where((eb) => {
      const open = eb("remaining", ">", 0n);
      return orders.length === 0 ? open : eb.or([open, eb("order_id", "in", orders)]);
    })
    .orderBy("number")
    .execute();
  return rows.map((row) => ({
    number: row.number,
    orderId: row.order_id ?? undefined,
    line: row.line ?? undefined,
    units: row.units,
    unitsReversed: row.units_reversed,
    points: row.points,
    remaining: row.remaining,
    expired: row.expired,
    availableAt: row.available_at,
    released: row.released,
    expiresAt: row.expires_at ?? undefined,
  }));
}

export async function writeLots(tx: DatabaseTx, shopperId: string, lots: readonly Lot[]): Promise<void> {
  if (lots.length === 0) return;
  await tx.db
    .insertInto("points_lots")
    .values(
      lots.map((lot) => ({
        shopper_id: shopperId,
        number: lot.number,
        order_id: lot.orderId ?? null,
        line: lot.line ?? null,
        units: lot.units,
        units_reversed: lot.unitsReversed,
        points: lot.points,
        remaining: lot.remaining,
        expired: lot.expired,
        available_at: lot.availableAt,
        released: lot.released,
        expires_at: lot.expiresAt ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["shopper_id", "number"]).doUpdateSet({
        units_reversed: sql`excluded.units_reversed`,
        remaining: sql`excluded.remaining`,
        expired: sql`excluded.expired`,
        available_at: sql`excluded.available_at`,
        released: sql`excluded.released`,
      }),
    )
    .execute();
}
