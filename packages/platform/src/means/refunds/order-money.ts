import { type RefundPart, RefundParts } from "../../facts/refunds/refund-parts.schema.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { type Ceiling, ceilingOf, paidElsewhere, type ReturnedLine } from "./ceiling.ts";
import type { Tender } from "./split-tenders.ts";

/** An order as far as its money goes: what was bought and paid, and what was given back or is promised. */
export interface OrderMoney {
  readonly orderId: Id<"ord">;
  readonly shopperId: Id<"shp">;
  readonly currency: string;
  readonly total: bigint;
  readonly shipping: bigint;
  /** Bought in a store. */
  readonly fromStore: boolean;
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly paid: bigint }[];
  readonly payments: readonly (Tender & { readonly amount: bigint })[];
  readonly returned: readonly ReturnedLine[];
  /** What the refunds that were not called off are made of. */
  readonly parts: readonly RefundPart[];
  /** Their sum. */
  readonly intended: bigint;
}

/** @throws not-found (404) */
export async function readOrderMoney(tx: DatabaseTx, orderId: string): Promise<OrderMoney> {
  const [order, lines, payments, returned, refunds] = await Promise.all([
    tx.db
      .selectFrom("orders")
      .select(["shopper_id", "currency", "total", "shipping", "store_id", "channel"])
      .where("id", "=", orderId)
      .executeTakeFirst(),
    tx.db
      .selectFrom("order_lines")
      .select(["line", "quantity", "paid"])
      .where("order_id", "=", orderId)
      .orderBy("line")
      .execute(),
    readTenders(tx, orderId),
    tx.db
      .selectFrom("return_lines as l")
      .innerJoin("returns as r", "r.id", "l.return_id")
      .select(["l.return_id as returnId", "l.order_line as line", "l.amount"])
      .where("l.order_id", "=", orderId)
      // What came back on a request is paid by refunds of ours, before it came or after.
      .where("r.request_id", "is", null)
      .execute(),
    tx.db
      .selectFrom("refunds")
      .select(["amount", "parts"])
      .where("order_id", "=", orderId)
      .where("cancelled_at", "is", null)
      .execute(),
  ]);
  if (!order) throw notFound({ field: "orderId" });
  return {
    orderId: orderId as Id<"ord">,
    shopperId: order.shopper_id as Id<"shp">,
    ...{ currency: order.currency, total: order.total, shipping: order.shipping },
    fromStore: order.store_id !== null || order.channel === "store",
    lines,
    payments,
    returned: returned.map(({ line, ...rest }) => ({ ...rest, line: line ?? 0 })),
    parts: refunds.flatMap(({ parts }) => RefundParts.parse(parts)),
    intended: refunds.reduce((sum, { amount }) => sum + amount, 0n),
  };
}

/** The ceiling, also with parts that are not promised yet: those that pay for a return make its money ours. */
export function ceilingWith(money: OrderMoney, parts: readonly RefundPart[] = []): Ceiling {
  return ceilingOf({
    payments: money.payments.map(({ amount }) => amount),
    orderTotal: money.total,
    elsewhere: paidElsewhere(money.returned, [...money.parts, ...parts]),
    intended: money.intended,
  });
}

/** The payments of an order, earliest first, each with what of it was not promised back yet. */
async function readTenders(tx: DatabaseTx, orderId: string): Promise<OrderMoney["payments"]> {
  const rows = await tx.db
    .selectFrom("payments as p")
    .select(["p.id as paymentId", "p.method", "p.reference", "p.paid_at as at", "p.amount"])
    .select((eb) =>
      eb
        .selectFrom("refund_legs as l")
        .select((leg) => leg.fn.sum<string>("l.amount").as("taken"))
        .whereRef("l.payment_id", "=", "p.id")
        .where("l.state", "not in", ["failed", "cancelled"])
        .as("taken"),
    )
    .where("p.order_id", "=", orderId)
    .orderBy("p.paid_at")
    .orderBy("p.id")
    .execute();
  return rows.map(({ taken, ...payment }) => ({ ...payment, left: payment.amount - BigInt(taken ?? 0) }));
}
