import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { BoughtLine } from "./match-content.ts";
import { type HoldingParcel, type Whereabouts, whereIs } from "./whereabouts.ts";

export interface Goods extends BoughtLine {
  readonly title: string;
  readonly place: Whereabouts;
}

/** What an order is about, and where each of its lines is. */
export interface OrderGoods {
  readonly orderId: Id<"ord">;
  readonly number: string;
  readonly shopperId: Id<"shp">;
  readonly lines: readonly Goods[];
  /** Something about the delivery is wrong, and not yet made good. */
  readonly inTrouble: boolean;
}

interface LineRow {
  line: number;
  sku: string;
  title: string;
  product: string;
  category: string | null;
  attributes: Record<string, string> | null;
  kept: number;
}

interface ParcelRow {
  phase: number;
  deliveredAt: Date | null;
  lines: number[] | null;
}

/** The goods of an order; undefined where there is no such order. What was bought in a store is with the shopper from then on. */
export async function readGoods(tx: DatabaseTx, orderId: string): Promise<OrderGoods | undefined> {
  const order = await tx.db
    .selectFrom("orders")
    .select(["id", "key", "shopper_id", "placed_at", "channel"])
    .where("id", "=", orderId)
    .executeTakeFirst();
  if (order === undefined) return undefined;
  const { shopper_id: shopperId } = order;
  const parcels = await readParcels(tx, { shopperId, orderId });
  const { rows } = await sql<LineRow>`
    select l.line, l.sku, coalesce(l.title, nullif(concat_ws(', ', p.title, v.title), ''), l.sku) as title,
      coalesce(p.key, l.sku) as product, coalesce(l.category, p.category) as category, p.attributes,
      l.quantity - l.returned_quantity as kept
    from order_lines l
    left join variants v on v.source = l.source and v.sku = l.sku
    left join products p on p.id = v.product_id
    where l.shopper_id = ${shopperId} and l.order_id = ${orderId} order by l.line`.execute(tx.db);
  const place = (line: number): Whereabouts =>
    order.channel === "store" && parcels.length === 0
      ? { at: "shopper", since: order.placed_at }
      : whereIs(line, parcels);
  const lines = rows.map(({ category, attributes, ...row }) => ({
    ...row,
    category: category ?? undefined,
    attributes: attributes ?? {},
    place: place(row.line),
  }));
  return {
    orderId: order.id as Id<"ord">,
    number: order.key,
    shopperId: shopperId as Id<"shp">,
    lines,
    inTrouble: await isInTrouble(tx, orderId, lines),
  };
}

/** An incident of a parcel that has arrived meanwhile is over, even where nobody has closed it yet. */
async function isInTrouble(tx: DatabaseTx, orderId: string, lines: readonly Goods[]): Promise<boolean> {
  const open = await tx.db
    .selectFrom("incidents as i")
    .leftJoin("parcels as p", "p.id", "i.parcel_id")
    .select(["i.kind", "i.parcel_id", "p.phase"])
    .where("i.order_id", "=", orderId)
    .where("i.closed_at", "is", null)
    .execute();
  const allThere = lines.every(({ kept, place }) => kept === 0 || place.at === "shopper");
  return open.some(
    ({ kind, parcel_id, phase }) => kind === "damaged" || (parcel_id === null ? !allThere : phase !== 2),
  );
}

async function readParcels(
  tx: DatabaseTx,
  { shopperId, orderId }: { readonly shopperId: string; readonly orderId: string },
): Promise<HoldingParcel[]> {
  const { rows } = await sql<ParcelRow>`
    select p.phase, p.delivered_at as "deliveredAt",
      (select array_agg(l.line) from parcel_lines l where l.parcel_id = p.id and l.order_id = o.order_id) as lines
    from parcel_orders o join parcels p on p.id = o.parcel_id
    where o.shopper_id = ${shopperId} and o.order_id = ${orderId} and p.direction = 'outbound'`.execute(tx.db);
  return rows.map(({ lines, ...row }) => ({ ...row, lines: lines ?? undefined }));
}
