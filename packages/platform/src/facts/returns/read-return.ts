import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { labelsOf } from "../persons/index.ts";
import type { ReturnLineView, ReturnView } from "./return.contract.ts";

/** One return with its lines and the purchases they undo. @throws not-found */
export async function readReturn(tx: DatabaseTx, returnId: string): Promise<z.output<typeof ReturnView>> {
  const row = await tx.db
    .selectFrom("returns as r")
    .leftJoin("stores as s", "s.id", "r.store_id")
    .selectAll("r")
    .select("s.name as store_name")
    .where("r.id", "=", returnId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const labels = await labelsOf(tx, [row.shopper_id]);
  return {
    returnId: row.id as Id<"ret">,
    number: row.key,
    at: row.returned_at,
    shopper: labels.get(row.shopper_id),
    channel: row.channel,
    storeId: (row.store_id as Id<"sto"> | null) ?? undefined,
    storeName: row.store_name ?? undefined,
    currency: row.currency,
    amount: row.amount,
    lines: await linesOf(tx, row.shopper_id, returnId),
  };
}

interface LineRow {
  sku: string;
  title: string | null;
  quantity: number;
  amount: bigint;
  reason: string | null;
  order_id: Id<"ord"> | null;
  order_number: string | null;
}

async function linesOf(
  tx: DatabaseTx,
  shopperId: string,
  returnId: string,
): Promise<z.output<typeof ReturnLineView>[]> {
  const { rows } = await sql<LineRow>`
    select l.sku, coalesce(l.title, bought.title, product.title) as title, l.quantity, l.amount, l.reason,
      l.order_id, o.key as order_number
    from return_lines l
    join returns r on r.id = l.return_id
    left join orders o on o.id = l.order_id
    left join order_lines bought on bought.order_id = l.order_id and bought.line = l.order_line
    left join variants variant on variant.source = r.source and variant.sku = l.sku
    left join products product on product.id = variant.product_id
    where l.shopper_id = ${shopperId} and l.return_id = ${returnId}
    order by l.line`.execute(tx.db);
  return rows.map((row) => ({
    sku: row.sku,
    title: row.title ?? undefined,
    quantity: row.quantity,
    amount: row.amount,
    reason: row.reason ?? undefined,
    orderId: row.order_id ?? undefined,
    orderNumber: row.order_number ?? undefined,
    origin: row.order_id === null ? "unknown" : "matched",
  }));
}
