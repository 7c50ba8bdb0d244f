import { parcelsOfOrder } from "../../facts/parcels/index.ts";
import { dayAt, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";

interface OrderHead {
  readonly id: string;
  readonly shopper_id: string;
  readonly placed_at: Date;
  readonly channel: string;
  readonly currency: string;
  readonly total: bigint;
  readonly shipping: bigint;
  /** ISO 3166-1, where it was delivered to. */
  readonly country: string | null;
}

interface ReturnableLine {
  readonly line: number;
  readonly sku: string;
  readonly title: string | null;
  readonly category: string | null;
  readonly quantity: number;
  readonly returned_quantity: number;
  readonly requested_quantity: number;
  readonly listed: bigint;
  readonly discount: bigint;
  readonly paid: bigint;
}

/** An order as far as giving back is concerned. */
export interface ReturnableOrder extends OrderHead {
  readonly lines: readonly ReturnableLine[];
}

/** @throws not-found (404) */
export async function readReturnableOrder(tx: DatabaseTx, orderId: string): Promise<ReturnableOrder> {
  const [[order], lines] = await Promise.all([readHead(tx, orderId), readLines(tx, orderId)]);
  if (!order) throw notFound();
  return { ...order, lines };
}

const readHead = statement<[orderId: string], OrderHead>(
  "returnable-order",
  `select o.id, o.shopper_id, o.placed_at, o.channel, o.currency, o.total, o.shipping,
    coalesce(d.country, s.country) as country
  from orders o join shoppers s on s.id = o.shopper_id left join order_deliveries d on d.order_id = o.id
  where o.id = $1`,
);

const readLines = statement<[orderId: string], ReturnableLine>(
  "returnable-lines",
  `select line, sku, title, category, quantity, returned_quantity, requested_quantity, listed, discount, paid
  from order_lines where order_id = $1 order by line`,
);

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
