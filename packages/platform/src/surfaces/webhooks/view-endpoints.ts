import { sql } from "kysely";
import { WebhookEndpointId } from "../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { SenderName } from "./sender-name.schema.ts";

interface EndpointRow {
  readonly id: Id<"whe">;
  readonly sender: SenderName;
  readonly source: string;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly previous_until: Date | null;
  readonly refused: bigint;
  readonly waiting: number;
  readonly open: number;
  readonly last_received_at: Date | null;
}

/** @param id of one; all where it is absent */
export async function viewEndpoints(tx: DatabaseTx, id?: Id<"whe">) {
  const { rows } = await sql<EndpointRow>`
    select e.id, e.sender, e.source, e.created_at, e.disabled_at, e.previous_until, e.refused,
      coalesce(w.count, 0)::int as waiting, coalesce(o.count, 0)::int as open,
      (select d.received_at from webhook_deliveries d where d.endpoint_id = e.id order by d.id desc limit 1)
        as last_received_at
    from webhook_endpoints e
    left join (select endpoint_id, count(*) from webhook_deliveries where state = 'stored' group by 1) w
      on w.endpoint_id = e.id
    left join (select endpoint_id, count(*) from webhook_deliveries where state in ('malformed', 'parked') group by 1) o
      on o.endpoint_id = e.id
    where ${id === undefined ? sql`true` : sql`e.id = ${id}`}
    order by e.created_at desc, e.id desc`.execute(tx.db);
  return rows.map((row) => ({
    ...{ endpointId: row.id, sender: row.sender, source: row.source },
    path: `/v1/webhooks/${WebhookEndpointId.encode(row.id)}`,
    createdAt: row.created_at,
    ...(row.disabled_at && { disabledAt: row.disabled_at }),
    ...(row.previous_until && { previousUntil: row.previous_until }),
    ...{ refused: Number(row.refused), waiting: row.waiting, open: row.open },
    ...(row.last_received_at && { lastReceivedAt: row.last_received_at }),
  }));
}
