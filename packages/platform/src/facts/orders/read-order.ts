import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { parcelsOfOrder } from "../parcels/index.ts";
import { paymentsOfOrder } from "../payments/index.ts";
import { labelsOf } from "../persons/index.ts";
import type { OrderLineView, OrderView } from "./order.contract.ts";

/**
 * One order with its lines, parcels, payments and returns.
 * @param by who bought it sees nothing of what others gave back: a gift is a surprise also when it was the wrong one
 * @throws not-found
 */
export async function readOrder(
  tx: DatabaseTx,
  orderId: string,
  by: "buyer" | "staff" = "staff",
): Promise<z.output<typeof OrderView>> {
  const row = await tx.db
    .selectFrom("orders as o")
    .leftJoin("stores as s", "s.id", "o.store_id")
    .selectAll("o")
    .select("s.name as store_name")
    .where("o.id", "=", orderId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const key = { shopperId: row.shopper_id, orderId, ownOnly: by === "buyer" };
  const labels = await labelsOf(tx, [row.shopper_id]);
  return {
    orderId: row.id as Id<"ord">,
    number: row.key,
    placedAt: row.placed_at,
    shopper: labels.get(row.shopper_id),
    channel: row.channel,
    storeId: (row.store_id as Id<"sto"> | null) ?? undefined,
    storeName: row.store_name ?? undefined,
    currency: row.currency,
    total: row.total,
    shipping: row.shipping,
    lines: await linesOf(tx, key),
    parcels: await parcelsOfOrder(tx, key),
    payments: await paymentsOfOrder(tx, key),
    returns: await returnsOf(tx, key),
  };
}

interface OrderKey {
  readonly shopperId: string;
  readonly orderId: string;
  readonly ownOnly: boolean;
}

interface LineRow {
  line: number;
  sku: string;
  title: string | null;
  barcode: string | null;
  category: string | null;
  quantity: number;
  returned_quantity: number;
  /** Of the returned, those that somebody else gave back. */
  by_others: number;
  cancelled_quantity: number;
  paid: bigint;
}

async function linesOf(
  tx: DatabaseTx,
  { shopperId, orderId, ownOnly }: OrderKey,
): Promise<z.output<typeof OrderLineView>[]> {
  const byOthers = ownOnly
    ? sql`(select coalesce(sum(b.quantity), 0)::int from return_lines b join returns r on r.id = b.return_id
        where b.order_id = l.order_id and b.order_line = l.line and not (${isBuyers(shopperId)}))`
    : sql`0`;
  const { rows } = await sql<LineRow>`
    select l.line, l.sku, coalesce(l.title, concat_ws(', ', p.title, v.title)) as title, v.barcode,
      coalesce(l.category, p.category) as category, l.quantity, l.returned_quantity, l.cancelled_quantity, l.paid,
      ${byOthers} as by_others
    from order_lines l
    left join variants v on v.source = l.source and v.sku = l.sku
    left join products p on p.id = v.product_id
    where l.shopper_id = ${shopperId} and l.order_id = ${orderId}
    order by l.line`.execute(tx.db);
  return rows.map((row) => ({
    line: row.line,
    sku: row.sku,
    title: row.title || undefined,
    barcode: row.barcode ?? undefined,
    category: row.category ?? undefined,
    quantity: row.quantity,
    returnedQuantity: row.returned_quantity - row.by_others,
    ...(row.cancelled_quantity > 0 && { cancelledQuantity: row.cancelled_quantity }),
    paid: row.paid,
    nextUnitPaid: nextUnitPaid(row.paid, row.quantity, row.returned_quantity),
  }));
}

/** What one more returned unit of a line is worth: its own share of what was paid, 0 when nothing is left to return. */
function nextUnitPaid(paid: bigint, quantity: number, returned: number): bigint {
  return returned < quantity ? paidForUnits(paid, quantity, returned, 1) : 0n;
}

/** Whether a return `r` is of the person who bought the order, under whichever name. */
function isBuyers(shopperId: string) {
  return sql`r.shopper_id = ${shopperId} or exists (
    select from shoppers buyer join shoppers sender on coalesce(sender.merged_into, sender.id) = coalesce(buyer.merged_into, buyer.id)
    where buyer.id = ${shopperId} and sender.id = r.shopper_id)`;
}

/**
 * The returns that undo lines of this order, with what they took of this order alone. Not by the shopper: a gift comes
 * back from somebody else than the one who bought it.
 */
async function returnsOf(
  tx: DatabaseTx,
  { shopperId, orderId, ownOnly }: OrderKey,
): Promise<z.output<typeof OrderView>["returns"]> {
  const { rows } = await sql<{
    returnId: Id<"ret">;
    number: string;
    at: Date;
    units: number;
    amount: bigint;
    isCancellation: boolean;
  }>`
    select r.id as "returnId", r.key as number, r.returned_at as at,
      sum(l.quantity)::int as units, sum(l.amount)::bigint as amount, r.cancelled as "isCancellation"
    from return_lines l join returns r on r.id = l.return_id
    where l.order_id = ${orderId} and (${ownOnly ? isBuyers(shopperId) : sql`true`})
    group by r.id
    order by r.returned_at, r.id`.execute(tx.db);
  return rows;
}
