import { sql } from "kysely";
import { z } from "zod";
import { type OrderPromotion, readPromotions } from "../../../facts/orders/index.ts";
import { RefundPart } from "../../../facts/refunds/refund-parts.schema.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { paidForUnits } from "../../../foundation/money/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import type { OrderedLine, SettledBefore } from "../../../means/return-money/index.ts";

/** An order as its settlements left it. */
export interface SettledOrder {
  readonly lines: readonly (OrderedLine & {
    /** Units that were paid back before they came, and have not come yet. */
    readonly ahead: number;
  })[];
  /**
   * Of the postage to the shopper, what is owed back where all of the order goes back as the law lets it: what was paid, and no more than standard
   * postage where the shopper chose dearer (Directive 2011/83/EU, Article 13 (2)). Where the shop does not say what that was, all of it.
   */
  readonly shipping: bigint;
  readonly before: SettledBefore;
  readonly promotions: readonly OrderPromotion[];
}

interface LineRow {
  readonly line: number;
  readonly quantity: number;
  readonly paid: bigint;
  readonly settled: number;
  readonly ahead: number;
  readonly freed: number;
  readonly elsewhere: number;
  readonly elsewherePaid: bigint;
  readonly shipping: bigint;
  readonly fee: bigint;
  readonly fees: bigint;
  readonly breakage: bigint;
  readonly parts: unknown;
  readonly apart: unknown;
}

/**
 * What was settled of an order before, by requests, other refunds, and returns that a till or the shop paid for. Read under the lock of the order's
 * lines by whoever settles.
 * @param requestId whose fee for sending counts as taken already
 */
export async function readSettledOrder(tx: DatabaseTx, orderId: string, requestId?: string): Promise<SettledOrder> {
  const { rows: lines } = await readLines(tx, orderId, requestId);
  const [first] = lines;
  if (!first) throw notFound({ field: "orderId" });
  const promotions = await readPromotions(tx, orderId);
  const parts = z.array(RefundPart).parse(first.parts);
  const apart = z.array(RefundPart).parse(first.apart);
  const shipping = parts.reduce((sum, part) => sum + (part.kind === "shipping" ? part.amount : 0n), 0n);
  return {
    ...{ shipping: first.shipping, promotions },
    before: { shipping, logisticsFee: first.fee, logisticsFees: first.fees, breakage: first.breakage },
    lines: lines.map((row) => {
      const goods = parts.flatMap((part) => (part.kind === "goods" && part.line === row.line ? [part] : []));
      const forReturns = goods.reduce((sum, { returnId, amount }) => sum + (returnId === undefined ? 0n : amount), 0n);
      const refunded = goods.reduce((sum, { amount }) => sum + amount, 0n);
      // A refund that names the return of a till is that return's money, and not other money.
      const elsewhere = row.elsewherePaid > forReturns ? row.elsewherePaid - forReturns : 0n;
      const returnedBefore = Math.min(row.quantity, row.settled + row.elsewhere);
      const unitsGivenBefore = goods.reduce((sum, { quantity }) => sum + quantity, 0);
      // Less than the price is a reduction, and says nothing of where the unit is.
      const whole = apart.flatMap((part) =>
        part.kind === "goods" &&
        part.line === row.line &&
        part.amount >= paidForUnits(row.paid, row.quantity, 0, part.quantity)
          ? [part.quantity]
          : [],
      );
      const away = whole.reduce((sum, units) => sum + units, 0);
      return {
        ...{
          line: row.line,
          quantity: row.quantity,
          paid: row.paid,
          ahead: row.ahead,
          returnedBefore,
          unitsGivenBefore,
        },
        freedBefore: row.freed,
        givenBefore: refunded + elsewhere,
        goneBefore: Math.min(away, Math.max(0, unitsGivenBefore - returnedBefore)),
      };
    }),
  };
}

/** In one statement: of the order itself each line says the same. */
function readLines(tx: DatabaseTx, orderId: string, requestId: string | undefined) {
  return sql<LineRow>`
    select o.line, o.quantity, o.paid, coalesce(s.settled, 0)::int as settled, coalesce(s.ahead, 0)::int as ahead,
      coalesce(s.freed, 0)::int as freed, coalesce(e.units, 0)::int as elsewhere, coalesce(e.paid, 0)::bigint as "elsewherePaid",
      (select least(shipping, standard_shipping) from orders where id = ${orderId}) as shipping, t.fee, t.fees, t.breakage,
      (select coalesce(jsonb_agg(part), '[]') from refunds f, jsonb_array_elements(f.parts) part
        where f.order_id = ${orderId} and f.cancelled_at is null) as parts,
      (select coalesce(jsonb_agg(part), '[]') from refunds f, jsonb_array_elements(f.parts) part
        where f.order_id = ${orderId} and f.cancelled_at is null and not part ? 'returnId'
          and not exists (select from return_settlements own where own.refund_id = f.id)) as apart
    from order_lines o
    cross join (
      select coalesce(sum(s.logistics_fee) filter (where s.request_id = ${requestId ?? null}), 0)::bigint as fee,
        coalesce(sum(s.logistics_fee), 0)::bigint as fees, coalesce(sum(s.breakage), 0)::bigint as breakage
      from return_requests r join return_settlements s on s.request_id = r.id where r.order_id = ${orderId}
    ) t
    left join (
      -- What came another way stands in that return, and is no second unit.
      select l.order_line as line, sum(l.settled - l.elsewhere) as settled, sum(l.settled) filter (where l.by_law) as freed,
        sum(greatest(0, l.settled - l.received - l.elsewhere)) as ahead
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
