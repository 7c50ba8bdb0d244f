import { sql } from "kysely";
import type { z } from "zod";
import type { RequestKind } from "../../../facts/delivery/remedy.schema.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import type { RequestedLine } from "../../requests/index.ts";
import type { listRemedyRequests } from "./remedy.contract.ts";

export type RequestView = z.output<typeof listRemedyRequests.output>["items"][number];

interface Row {
  readonly id: Id<"rmq">;
  readonly incident_id: Id<"inc"> | null;
  readonly exchange_id: Id<"exc"> | null;
  readonly order_id: Id<"ord">;
  readonly shopper_id: Id<"shp">;
  readonly number: string;
  readonly source: string;
  readonly kind: RequestKind;
  readonly state: RequestView["state"];
  readonly requested_at: Date;
  readonly reported_at: Date | null;
  readonly lines: readonly (RequestedLine & { readonly title: string | null })[];
  readonly tracking_number: string | null;
  readonly parcel_key: string | null;
  readonly refunded: bigint | null;
  readonly refused_because: string | null;
}

/** What the shop is asked to do, in the order given. */
export async function viewRequests(tx: DatabaseTx, ids: readonly string[]): Promise<RequestView[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`
    select r.id, r.incident_id, r.exchange_id, r.order_id, r.shopper_id, o.key as number, o.source, r.kind, r.state, r.requested_at,
      r.reported_at, c.tracking_number, r.parcel_key, r.refunded, r.refused_because,
      (select coalesce(jsonb_agg(each || jsonb_build_object('title', 
          coalesce(l.title, nullif(concat_ws(', ', p.title, v.title), ''))) order by (each ->> 'line')::int), '[]')
        from jsonb_array_elements(r.lines) each
        left join order_lines l on l.order_id = r.order_id and l.line = (each ->> 'line')::int
          and l.sku = each ->> 'sku'
        left join variants v on v.source = o.source and v.sku = each ->> 'sku'
        left join products p on p.id = v.product_id) as lines
    from unnest(${[...ids]}::uuid[]) with ordinality asked (id, place)
    join remedy_requests r on r.id = asked.id
    join orders o on o.id = r.order_id
    left join parcels c on c.id = r.parcel_id
    order by asked.place`.execute(tx.db);
  return rows.map((row) => ({
    ...{ requestId: row.id, orderId: row.order_id, shopperId: row.shopper_id },
    ...{ orderNumber: row.number, source: row.source, kind: row.kind, state: row.state, requestedAt: row.requested_at },
    ...(row.incident_id !== null && { incidentId: row.incident_id }),
    ...(row.exchange_id !== null && { exchangeId: row.exchange_id }),
    ...(row.reported_at !== null && { reportedAt: row.reported_at }),
    lines: row.lines.map(({ title, ...line }) => ({ ...line, ...(title !== null && { title }) })),
    ...(row.tracking_number !== null && { trackingNumber: row.tracking_number }),
    ...resultOf(row),
  }));
}

function resultOf({ parcel_key, refunded, refused_because }: Row): Pick<RequestView, "result"> {
  const result = {
    ...(parcel_key !== null && { parcel: parcel_key }),
    ...(refunded !== null && { refunded }),
    ...(refused_because !== null && { reason: refused_because }),
  };
  return Object.keys(result).length === 0 ? {} : { result };
}
