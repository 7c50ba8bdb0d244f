import { sql } from "kysely";
import { type OrderPromotion, readPromotions } from "../../../facts/orders/index.ts";
import { RefundParts } from "../../../facts/refunds/refund-parts.schema.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { OrderedLine, SettledBefore } from "../../../means/return-money/index.ts";

/** An order as its settlements left it. */
export interface SettledOrder {
  readonly lines: readonly OrderedLine[];
  /** Paid for the way to the shopper. */
  readonly shipping: bigint;
  readonly before: SettledBefore;
  readonly promotions: readonly OrderPromotion[];
}

interface LineRow {
  readonly line: number;
  readonly quantity: number;
  readonly paid: bigint;
  readonly settled: number;
  readonly freed: number;
  readonly elsewhere: number;
  readonly elsewherePaid: bigint;
}

/**
 * What was settled of an order before, by requests, other refunds, and returns that a till or the shop paid for. Read under the lock of the order's
 * lines by whoever settles.
 * @param requestId whose fee for sending counts as taken already
 */
export async function readSettledOrder(tx: DatabaseTx, orderId: string, requestId?: string): Promise<SettledOrder> {
  const [{ rows: lines }, refunds, order, taken, promotions] = await Promise.all([
    readLines(tx, orderId),
    tx.db
      .selectFrom("refunds")
      .select("parts")
      .where("order_id", "=", orderId)
      .where("cancelled_at", "is", null)
      .execute(),
    tx.db.selectFrom("orders").select("shipping").where("id", "=", orderId).executeTakeFirstOrThrow(),
    readTaken(tx, orderId, requestId),
    readPromotions(tx, orderId),
  ]);
  const parts = refunds.flatMap((refund) => RefundParts.parse(refund.parts));
  const shipping = parts.reduce((sum, part) => sum + (part.kind === "shipping" ? part.amount : 0n), 0n);
  return {
    ...{ shipping: order.shipping, promotions },
    before: { shipping, logisticsFee: taken.fee, breakage: taken.breakage },
    lines: lines.map((row) => {
      const goods = parts.flatMap((part) => (part.kind === "goods" && part.line === row.line ? [part] : []));
      const forReturns = goods.reduce((sum, { returnId, amount }) => sum + (returnId === undefined ? 0n : amount), 0n);
      const refunded = goods.reduce((sum, { amount }) => sum + amount, 0n);
      // A refund that names the return of a till is that return's money, and not other money.
      const elsewhere = row.elsewherePaid > forReturns ? row.elsewherePaid - forReturns : 0n;
      return {
        ...{ line: row.line, quantity: row.quantity, paid: row.paid },
        returnedBefore: Math.min(row.quantity, row.settled + row.elsewhere),
        freedBefore: row.freed,
        givenBefore: refunded + elsewhere,
        unitsGivenBefore: goods.reduce((sum, { quantity }) => sum + quantity, 0),
      };
    }),
  };
}

function readLines(tx: DatabaseTx, orderId: string) {
  return sql<LineRow>`
    select o.line, o.quantity, o.paid, coalesce(s.settled, 0)::int as settled, coalesce(s.freed, 0)::int as freed,
      coalesce(e.units, 0)::int as elsewhere, coalesce(e.paid, 0)::bigint as "elsewherePaid"
    from order_lines o
    left join (
      select l.order_line as line, sum(l.settled) as settled, sum(l.settled) filter (where l.by_law) as freed
      from return_requests r join return_request_lines l on l.request_id = r.id
      -- What is repaired is kept.
      where r.order_id = ${orderId} and r.resolution <> 'repair' group by l.order_line
    ) s on s.line = o.line
    left join (
      select l.order_line as line, sum(l.quantity) as units, sum(l.amount) as paid
      from return_lines l join returns r on r.id = l.return_id
      where l.order_id = ${orderId} and r.request_id is null group by l.order_line
    ) e on e.line = o.line
    where o.order_id = ${orderId} order by o.line`.execute(tx.db);
}

async function readTaken(tx: DatabaseTx, orderId: string, requestId: string | undefined) {
  const { rows } = await sql<{ fee: bigint; breakage: bigint }>`
    select coalesce(sum(s.logistics_fee) filter (where s.request_id = ${requestId ?? null}), 0)::bigint as fee,
      coalesce(sum(s.breakage), 0)::bigint as breakage
    from return_requests r join return_settlements s on s.request_id = r.id where r.order_id = ${orderId}`.execute(
    tx.db,
  );
  return rows[0]!;
}
