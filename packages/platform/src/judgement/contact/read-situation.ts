import { sql } from "kysely";
import { parcelsOfOrder } from "../../facts/parcels/index.ts";
import { familyOf } from "../../facts/persons/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import { dayNumber, instantOn } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type SellingGate, sellingAllowed } from "./selling-gate.ts";

/** Goods that are longer on their way than this are no reason to be silent any more: somebody forgot to tell that they arrived. */
const lookBackDays = 60;
const dayMs = 86_400_000;

/** Whether a person may be sold something to now, by the orders of their account and of every guest that was merged into it. */
export async function sellingGateOf(tx: DatabaseTx, shopperId: string, now: Date): Promise<SellingGate> {
  const family = await familyOf(tx, shopperId);
  const since = new Date(now.getTime() - lookBackDays * dayMs);
  const { rows } = await sql<OrderRow>`
    select o.id as "orderId", o.shopper_id as "shopperId", o.placed_at as "placedAt", o.channel = 'store' as "inStore",
      p.latest
    from orders o left join promises p on p.order_id = o.id and p.basis <> 'retrospective' and p.status <> 'void'
    where o.shopper_id = any(${family}::uuid[]) and o.placed_at >= ${since} and o.placed_at <= ${now}`.execute(tx.db);
  const { timeZone } = await readRetailer(tx);
  const orders = [];
  for (const { latest, ...order } of rows) {
    const parcels = order.inStore ? [] : await parcelsOfOrder(tx, order);
    const promisedUntil = latest === null ? undefined : instantOn(dayNumber(latest), "24:00", timeZone);
    orders.push({ ...order, parcels, promisedUntil });
  }
  const open = tx.db
    .selectFrom("incidents")
    .select("id")
    .where("shopper_id", "in", family)
    .where("closed_at", "is", null);
  const openIncident = (await open.limit(1).executeTakeFirst()) !== undefined;
  return sellingAllowed({ orders, openIncident }, now);
}

interface OrderRow {
  readonly orderId: string;
  readonly shopperId: string;
  readonly placedAt: Date;
  readonly inStore: boolean;
  /** The last day of an order that was promised something. */
  readonly latest: string | null;
}
