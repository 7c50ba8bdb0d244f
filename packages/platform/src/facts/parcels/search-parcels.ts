import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { carrierCode, trackingNumber } from "./carrier.ts";
import { plainNumber } from "./find-orders.ts";
import { searchParcels as contract } from "./parcel.contract.ts";
import { readParcelRows, summaryOf } from "./read-parcels.ts";

/** Identifiers grow with time: they are the order in which parcels became known. */
const Place = z.object({ id: z.uuid() });

export const searchParcelsOperation = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx }, { status, problem, matched, carrier, q, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const conditions = [
      ...(after ? [sql`p.id < ${after.id}::uuid`] : []),
      ...(status === undefined ? [] : [sql`p.status = ${status}`]),
      ...(problem === undefined ? [] : [sql`p.problem = ${problem}`]),
      ...(matched === undefined ? [] : [matched ? sql`p.shopper_id is not null` : sql`p.shopper_id is null`]),
      ...(carrier === undefined ? [] : [sql`p.carrier = ${carrierCode(carrier) ?? ""}`]),
      ...(q === undefined ? [] : [named(q)]),
    ];
    const page = pageOf(await readParcelRows(tx, conditions, limit + 1), limit, Place, ({ id }) => ({ id }));
    return { items: page.rows.map(summaryOf), ...(page.next !== undefined && { next: page.next }) };
  },
});

/** Each by its own index, and so in a moment however many parcels there are. */
function named(q: string): RawBuilder<unknown> {
  const number = plainNumber(q);
  return sql`p.id in (
    select id from parcels where tracking_number = ${trackingNumber(q) ?? ""}
    union all select parcel_id from parcel_names where key = ${q}
    union all select parcel_id from parcel_claims where order_key = ${number}
    union all select o.parcel_id from parcel_orders o join orders r on r.id = o.order_id
      where r.key = any(${[q, number, `#${number}`]}::text[]))`;
}
