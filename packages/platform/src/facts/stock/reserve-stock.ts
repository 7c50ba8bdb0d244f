import { sql } from "kysely";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { expireAt } from "./end-reservation.ts";
import { stockReserved } from "./stock-facts.ts";

/** Fewer pieces can be had than are wanted; the parameters say how many. Of which nobody ever said how many there are, none can. */
const outOfStock = problemKind("out-of-stock", 409);

/** Pieces that are to be kept for somebody. */
export interface WantedPieces {
  /** What for, such as `exchange/<id>`: one purpose keeps pieces once, however often it asks. */
  readonly purpose: string;
  readonly shopperId: Id<"shp">;
  /** Business time at which they are given free. */
  readonly until: Date;
  /** Each stock code once. */
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/**
 * Keeps pieces for somebody until an instant: all that are wanted or none. What can be had is what the shop counted last, less what is
 * kept already; a new count changes the first and leaves the second, so that pieces kept stay kept. Of two that want the last piece the
 * second waits here for the first, and then sees what is left. Kept already, they are kept until the new instant.
 * @throws out-of-stock (409)
 */
export async function reserveStock(tx: Tx, clock: Clock, wanted: WantedPieces): Promise<void> {
  const { purpose, shopperId, until, lines } = wanted;
  const at = clock.now();
  const left = await lockLeft(
    tx,
    lines.map(({ sku }) => sku),
    purpose,
  );
  for (const [index, { sku, quantity }] of lines.entries()) {
    const available = left.get(sku) ?? 0;
    if (quantity > available) throw outOfStock({ field: `lines/${index}/sku`, sku, wanted: quantity, available });
  }
  await tx.db
    .insertInto("stock_reservations")
    .values(
      lines.map(({ sku, quantity }) => ({
        ...{ id: newId<"rsv">(), purpose, shopper_id: shopperId, sku, quantity, state: "open" as const },
        ...{ reserved_at: at, until, ended_at: null },
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["purpose", "sku"])
        .where("state", "=", "open")
        .doUpdateSet((row) => ({ quantity: row.ref("excluded.quantity"), until })),
    )
    .execute();
  await expireAt(tx, { purpose, subject: shopperId, until });
  const data = { shopperId, purpose, lines: lines.map(({ sku, quantity }) => ({ sku, quantity })), until };
  await tx.append(stockReserved({ subject: shopperId, at, data }));
}

/** Pieces that can be had of each stock code whose count is known, without what the purpose has kept itself. Locks the counts, in one order for everybody. */
async function lockLeft(
  tx: DatabaseTx,
  skus: readonly string[],
  purpose: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows: counts } = await sql<{ sku: string; in_stock: number }>`
    select sku, in_stock from variants where sku = any(${[...skus]}) and in_stock is not null
    order by id for no key update`.execute(tx.db);
  // A statement of its own, after the lock: it sees what was kept while this one waited.
  const { rows: reserved } = await sql<{ sku: string; pieces: number }>`
    select sku, sum(quantity)::int as pieces from stock_reservations
    where sku = any(${[...skus]}) and state = 'open' and purpose <> ${purpose} group by sku`.execute(tx.db);
  const keptOf = new Map(reserved.map(({ sku, pieces }) => [sku, pieces]));
  const left = new Map<string, number>();
  // Where several systems speak of one stock code, the largest counts: what one of them has can be had.
  for (const { sku, in_stock: counted } of counts) {
    left.set(sku, Math.max(left.get(sku) ?? 0, counted - (keptOf.get(sku) ?? 0)));
  }
  return left;
}
