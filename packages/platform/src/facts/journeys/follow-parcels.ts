import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** What is open for longer will not come, or nobody tells: looking at it every day would cost more with every year. News of it is heard at once. */
const openDays = 180;
/** What has arrived can still be taken back for so long. */
const youngDays = 60;

/**
 * Writes into journeys what their parcels know: an order is handed over when all its parcels are, and has arrived when all have, and, where it
 * is said what is in them, when they hold all of it. What was called off, is lost or went back counts no more, so that a second parcel
 * in its place completes the order. A journey is what its parcels say now: a delivery that was taken back opens it again.
 * @param orderIds of these; of all that are open or young if not given
 */
export async function followParcels(tx: DatabaseTx, timeZone: string, orderIds?: readonly string[]): Promise<number> {
  const followed = orderIds
    ? sql`order_id = any(${[...orderIds]}::uuid[])`
    : sql`order_id is not null and starts_on > (select max(starts_on) from journeys where order_id is not null)
        - case when delivered_on is null and cancelled_on is null then ${openDays}::int else ${youngDays}::int end`;
  // The journeys are locked in one order before parcels are looked at: whoever looks later sees at least as much.
  await sql`select from journeys where ${followed} order by id for update`.execute(tx.db);
  const { rows } = await sql<{ id: string }>`
    with parts as (
      select l.order_id, p.id, coalesce(p.picked_up_at, p.shipped_at, p.delivered_at) as handed_over_at, p.delivered_at,
        exists (select from parcel_lines c where c.parcel_id = p.id and c.order_id = l.order_id) as is_listed
      from parcel_orders l join parcels p on p.id = l.parcel_id
      where l.order_id in (select order_id from journeys where ${followed}) and p.direction = 'outbound'
        and (p.delivered_at is not null or (p.status not in ('cancelled', 'lost') and p.phase < 3))
    ),
    ways as (
      select order_id,
        case when bool_and(handed_over_at is not null) then max(handed_over_at) end as handed_over_at,
        case when bool_and(delivered_at is not null) and not (bool_and(is_listed) and exists (
          select from order_lines o where o.order_id = parts.order_id and o.quantity > (
            select coalesce(sum(c.quantity), 0) from parcel_lines c
            where c.order_id = o.order_id and c.line = o.line and c.parcel_id = any (array_agg(parts.id)))
        )) then max(delivered_at) end as delivered_at
      from parts group by order_id
    ),
    known as (
      select j.id, w.handed_over_at, (w.handed_over_at at time zone ${timeZone})::date as handed_over_on,
        w.delivered_at, (w.delivered_at at time zone ${timeZone})::date as delivered_on
      from journeys j left join ways w on w.order_id = j.order_id
      where j.id in (select id from journeys where ${followed})
    )
    update journeys j set handed_over_at = k.handed_over_at, handed_over_on = k.handed_over_on,
      delivered_at = k.delivered_at, delivered_on = k.delivered_on
    from known k
    where j.id = k.id and (j.handed_over_at, j.delivered_at) is distinct from (k.handed_over_at, k.delivered_at)
    returning j.id`.execute(tx.db);
  return rows.length;
}
