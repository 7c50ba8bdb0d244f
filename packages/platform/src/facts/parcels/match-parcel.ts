import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import type { OrderLink } from "./find-orders.ts";
import { lockParcels } from "./lock-parcels.ts";
import { matchParcel as contract } from "./parcel.contract.ts";
import { readParcel } from "./read-parcels.ts";
import { matchParcels } from "./record-scans.ts";

/** The parcel holds goods of another shopper's order: `number` is that order's. */
const parcelMatchedAlready = problemKind("parcel-matched-already", 409);

export const matchParcelOperation = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { parcelId, orderId }) {
    const order = await tx.db
      .selectFrom("orders")
      .select(["key", "shopper_id"])
      .where("id", "=", orderId)
      .executeTakeFirst();
    if (!order) throw notFound();
    // Whoever matches it at the same moment waits here, and sees what the other has said.
    await lockParcels(tx, [parcelId]);
    const stranger = await orderOfAnother(tx, parcelId, order.shopper_id);
    if (stranger !== undefined) throw parcelMatchedAlready({ number: stranger });
    const shopperId = order.shopper_id as OrderLink["shopperId"];
    const news = await matchParcels(tx, [{ parcelId, orderId, shopperId, key: order.key }], {
      history: false,
      now: clock.now(),
    });
    await tx.append(...news);
    return readParcel(tx, parcelId);
  },
});

/** The number of an order in the parcel that another person placed. @throws not-found for an unknown parcel */
async function orderOfAnother(tx: DatabaseTx, parcelId: string, shopperId: string): Promise<string | undefined> {
  const { rows } = await sql<{ number: string | null }>`
    select (
      select r.key from parcel_orders o join orders r on r.id = o.order_id join shoppers s on s.id = o.shopper_id
      where o.parcel_id = p.id and coalesce(s.merged_into, s.id) <> (
        select coalesce(merged_into, id) from shoppers where id = ${shopperId})
      order by o.order_id limit 1
    ) as number
    from parcels p where p.id = ${parcelId}`.execute(tx.db);
  const [row] = rows;
  if (!row) throw notFound();
  return row.number ?? undefined;
}
