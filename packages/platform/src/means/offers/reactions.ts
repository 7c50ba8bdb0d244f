import { sql } from "kysely";
import { orderCancelled } from "../../facts/orders/index.ts";
import { returnRecorded } from "../../facts/returns/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import type { Offer } from "./offer-view.ts";
import { reverseOffer } from "./reverse-offer.ts";

/**
 * When the last unit of a purchase has come back, nothing was given in the end. As long as something is kept the offer stays used: what
 * is paid back is what was paid, so that the part of the discount on what came back is not paid out.
 */
const reverseWhenReturned = on(returnRecorded, "offers.reverse-when-returned", async ({ tx, clock }, { data }) => {
  const orders = new Set(data.lines.flatMap(({ orderId }) => orderId ?? []));
  for (const orderId of [...orders].sort()) await reverseIfUndone(tx, orderId, clock.now());
});

/** Called off, or the last of it after the rest had come back, the purchase is undone as well. */
const reverseWhenCancelled = on(orderCancelled, "offers.reverse-when-cancelled", async ({ tx, clock }, { data }) => {
  if (data.nothingLeft) await reverseIfUndone(tx, data.orderId, clock.now());
});

async function reverseIfUndone(tx: Tx, orderId: string, now: Date): Promise<void> {
  for (const offer of await lockOffersOfReturned(tx, orderId))
    await reverseOffer(tx, offer, { cause: "returned", now });
}

/** The offers that an order was paid with, if all of it has come back. Whoever else reacts to a return of it waits here. */
async function lockOffersOfReturned(tx: Tx, orderId: string): Promise<Offer[]> {
  const { rows } = await sql<Offer>`
    select o.* from offers o
    where o.state = 'redeemed'
      and o.id in (
        select id from offers where redeemed_order_id = ${orderId}
        union
        select used.id from orders placed
          join offers used on used.purchase_source = placed.source and used.purchase_number = placed.key
        where placed.id = ${orderId})
      and not exists (select from order_lines l where l.order_id = ${orderId} and l.returned_quantity < l.quantity)
    order by o.code for update of o`.execute(tx.db);
  return rows;
}

export const offerReactions: readonly Reaction[] = [reverseWhenReturned, reverseWhenCancelled];
