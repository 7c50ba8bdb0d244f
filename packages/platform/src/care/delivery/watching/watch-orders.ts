import { sql } from "kysely";
import { parcelMatched, parcelScanned, parcelStatusChanged } from "../../../facts/parcels/index.ts";
import { promiseAccepted } from "../../../facts/promises/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { on, type Reaction, type ReactionContext } from "../../../foundation/reactions/index.ts";

/** Orders are watched for so many days at most. */
const longestDays = 60;

/**
 * Looks at orders at once, and from then on every hour until they have arrived. What a counter handed over is on no way.
 * @param now business time
 */
async function watchOrders(tx: DatabaseTx, orderIds: readonly string[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  await sql`
    insert into delivery_watches as w (order_id, shopper_id, assess_at)
    select id, shopper_id, ${now} from orders where id = any(${[...orderIds]}::uuid[]) and channel <> 'store' order by id
    on conflict (order_id) do update set assess_at = least(w.assess_at, excluded.assess_at)`.execute(tx.db);
}

/**
 * Watches whatever is on its way and nobody watches: histories call for no reaction. Of orders without any parcel those that were promised
 * something; a shop that tells of no parcels at all has nothing to be watched.
 * @returns how many there were
 */
export async function watchWhatIsOpen(tx: DatabaseTx, now: Date): Promise<number> {
  const { rows } = await sql`
    insert into delivery_watches (order_id, shopper_id, assess_at)
    select o.id, o.shopper_id, ${now} from orders o
    where o.placed_at > ${now}::timestamptz - make_interval(days => ${longestDays}) and o.placed_at <= ${now}
      and o.channel <> 'store'
      and (exists (
          select from parcel_orders x join parcels p on p.id = x.parcel_id
          where x.order_id = o.id and p.direction = 'outbound' and p.phase <> 2 and p.status <> 'cancelled')
        or exists (select from promises p where p.order_id = o.id and p.status = 'open'))
    on conflict do nothing returning 1`.execute(tx.db);
  return rows.length;
}

async function watch({ tx, clock }: ReactionContext, orderIds: readonly string[]): Promise<void> {
  await watchOrders(tx, orderIds, clock.now());
}

/** Whatever is said of a parcel is looked at at once. Two who say it at the same time wait for one another and for whoever looks. */
export const watchReactions: readonly Reaction[] = [
  on(promiseAccepted, "delivery.watch-promised", (context, { data }) => watch(context, [data.orderId])),
  on(parcelScanned, "delivery.watch-scanned", (context, { data }) => watch(context, data.orderIds)),
  on(parcelStatusChanged, "delivery.watch-status", (context, { data }) => watch(context, data.orderIds)),
  on(parcelMatched, "delivery.watch-matched", (context, { data }) => watch(context, [data.orderId])),
];
