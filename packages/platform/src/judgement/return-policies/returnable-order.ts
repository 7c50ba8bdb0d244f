import { parcelsOfOrder } from "../../facts/parcels/index.ts";
import { dayAt, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";

/** An order as far as giving back is concerned. @throws not-found (404) */
export async function readReturnableOrder(tx: DatabaseTx, orderId: string) {
  const order = await tx.db
    .selectFrom("orders as o")
    .innerJoin("shoppers as s", "s.id", "o.shopper_id")
    .leftJoin("order_deliveries as d", "d.order_id", "o.id")
    .select(["o.id", "o.shopper_id", "o.placed_at", "o.channel", "o.currency", "o.total", "o.shipping"])
    .select((row) => row.fn.coalesce("d.country", "s.country").as("country"))
    .where("o.id", "=", orderId)
    .executeTakeFirst();
  if (!order) throw notFound();
  const lines = await tx.db
    .selectFrom("order_lines")
    .select(["line", "sku", "title", "category", "quantity", "returned_quantity", "requested_quantity"])
    .select(["listed", "discount", "paid"])
    .where("order_id", "=", orderId)
    .where("shopper_id", "=", order.shopper_id)
    .orderBy("line")
    .execute();
  return { ...order, lines };
}

export type ReturnableOrder = Awaited<ReturnType<typeof readReturnableOrder>>;

export interface Arrival {
  readonly kind: "known" | "assumed" | "on-its-way";
  readonly on: PlainDayNumber | undefined;
}

/** The day on which the last good came: of a store's purchase the day itself. */
export async function arrivalOf(tx: DatabaseTx, order: ReturnableOrder, timeZone: string): Promise<Arrival> {
  if (order.channel === "store") return { kind: "known", on: dayAt(order.placed_at, timeZone).day };
  const parcels = await parcelsOfOrder(tx, { orderId: order.id, shopperId: order.shopper_id });
  if (parcels.length === 0) return { kind: "assumed", on: undefined };
  const days = parcels.map(({ deliveredAt }) => deliveredAt && dayAt(deliveredAt, timeZone).day);
  const known = days.filter((day) => day !== undefined);
  return known.length < days.length ? { kind: "on-its-way", on: undefined } : { kind: "known", on: Math.max(...known) };
}
