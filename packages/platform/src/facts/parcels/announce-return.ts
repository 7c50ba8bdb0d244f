import { sql } from "kysely";
import type { Tx } from "../../foundation/events/index.ts";
import type { IdOf, ParcelId } from "../identifiers/index.ts";
import type { ParcelName } from "./given-parcel.ts";
import { recordScans } from "./record-scans.ts";

/** A parcel that a shopper is going to send back. */
export interface AnnouncedReturn {
  readonly name: ParcelName;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly service?: string | undefined;
  /** Where it starts. */
  readonly country?: string | undefined;
  /** What is in it, by lines of orders. */
  readonly contents: readonly { readonly orderId: string; readonly line: number; readonly quantity: number }[];
}

/**
 * Writes the parcel that goods will come back in: its contents, the parcel that had brought them, and that its label was made.
 * @returns the parcel; announced twice under one name it is one
 */
export async function announceReturn(tx: Tx, given: AnnouncedReturn, now: Date): Promise<IdOf<typeof ParcelId>> {
  const { name, contents, ...parcel } = given;
  const orderIds = [...new Set(contents.map(({ orderId }) => orderId))];
  const orders = await tx.db.selectFrom("orders").select(["key", "source"]).where("id", "in", orderIds).execute();
  const label = { key: `${name.source}:${name.key}`, source: name.source, code: "label_created", at: now };
  const announced = {
    ...{ ...parcel, name, orders, direction: "return" as const },
    scans: [{ ...label, status: "label_created" as const }],
  };
  const { parcels } = await recordScans(tx, [announced], { history: false, now });
  const parcelId = parcels[0]!.parcelId as IdOf<typeof ParcelId>;
  await sql`
    insert into parcel_lines (parcel_id, order_id, line, quantity)
    select ${parcelId}, "orderId", line, sum(quantity)
    from jsonb_to_recordset(${JSON.stringify(contents)}::jsonb) as r ("orderId" uuid, line int, quantity int)
    group by "orderId", line
    on conflict (parcel_id, order_id, line) do nothing`.execute(tx.db);
  await linkForward(tx, parcelId);
  return parcelId;
}

/**
 * The parcel that had brought what comes back now: the one with most of its units, else, where nobody said what was in which, the one that
 * came last.
 */
async function linkForward(tx: Tx, parcelId: string): Promise<void> {
  await sql`
    update parcels p set forward_parcel_id = (
      select f.id from parcel_orders back
        join parcel_orders o on o.order_id = back.order_id
        join parcels f on f.id = o.parcel_id and f.direction = 'outbound'
        left join lateral (
          select sum(least(there.quantity, here.quantity)) as units
          from parcel_lines there join parcel_lines here using (order_id, line)
          where there.parcel_id = f.id and here.parcel_id = back.parcel_id
        ) shared on true
      where back.parcel_id = p.id
      order by shared.units desc nulls last, f.delivered_at desc nulls last, f.id
      limit 1
    )
    where p.id = ${parcelId} and p.forward_parcel_id is null`.execute(tx.db);
}
