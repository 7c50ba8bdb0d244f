import { sql } from "kysely";
import { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { illegalTransition, notFound } from "../../foundation/problems/index.ts";
import type { DeliveryState, DeliverySummary } from "../../foundation/webhooks/index.ts";
import { getWebhookDelivery, replayWebhookDelivery, searchWebhookDeliveries } from "./webhook.contract.ts";

interface DeliveryRow {
  readonly id: string;
  readonly endpoint_id: Id<"whe">;
  readonly sender: string;
  readonly event_key: string;
  readonly topic: string;
  readonly state: DeliveryState;
  readonly received_at: Date;
  readonly read_at: Date | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly summary: DeliverySummary | null;
}

const Place = z.object({ id: z.string().regex(/^\d{1,18}$/) });

const columns = sql`d.id::text, d.endpoint_id, e.sender, d.event_key, d.topic, d.state, d.received_at, d.read_at,
  d.attempts, d.error, d.summary`;

export const searchDeliveriesOperation = operation(searchWebhookDeliveries, {
  by: { manager: anything, admin: anything },
  async run({ tx }, { state, endpointId, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const { rows } = await sql<DeliveryRow>`
      select ${columns} from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
      where true ${state === undefined ? sql`` : sql`and d.state = ${state}`}
        ${endpointId === undefined ? sql`` : sql`and d.endpoint_id = ${endpointId}`}
        ${after ? sql`and d.id < ${after.id}::bigint` : sql``}
      order by d.id desc limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ id }) => ({ id }));
    return { items: page.rows.map(view), ...(page.next !== undefined && { next: page.next }) };
  },
});

/** Bodies can hold whatever a sender knows of a shopper: not for everybody who may see that something came. */
export const getDeliveryOperation = operation(getWebhookDelivery, {
  by: { admin: anything },
  async run({ tx }, { deliveryId }) {
    const { rows } = await sql<DeliveryRow & { headers: Record<string, string>; body: Buffer | null }>`
      select ${columns}, d.headers, d.body from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
      where d.id = ${deliveryId}::bigint`.execute(tx.db);
    const [row] = rows;
    if (!row) throw notFound();
    return { ...view(row), headers: row.headers, ...(row.body && { body: row.body.toString() }) };
  },
});

export const replayDeliveryOperation = operation(replayWebhookDelivery, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { deliveryId }) {
    const before = await lockDelivery(tx, deliveryId);
    // What is malformed stays so: the signed bytes are what they are.
    if (before.state === "malformed" || !before.hasBody)
      throw illegalTransition({ process: "webhook", state: before.state, command: "replay", allowed: "–" });
    await sql`
      update webhook_deliveries set state = 'stored', attempts = 0, due_at = ${clock.real()}, error = null
      where id = ${deliveryId}::bigint`.execute(tx.db);
    const { rows } = await sql<DeliveryRow>`
      select ${columns} from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
      where d.id = ${deliveryId}::bigint`.execute(tx.db);
    return view(rows[0]!);
  },
});

async function lockDelivery(tx: DatabaseTx, id: string): Promise<{ state: DeliveryState; hasBody: boolean }> {
  const { rows } = await sql<{ state: DeliveryState; hasBody: boolean }>`
    select state, body is not null as "hasBody" from webhook_deliveries where id = ${id}::bigint for update`.execute(
    tx.db,
  );
  const [row] = rows;
  if (!row) throw notFound();
  return row;
}

function view(row: DeliveryRow) {
  return {
    ...{ deliveryId: row.id, endpointId: row.endpoint_id, sender: row.sender, eventKey: row.event_key },
    ...{ topic: row.topic, state: row.state, receivedAt: row.received_at, attempts: row.attempts },
    ...(row.read_at && { readAt: row.read_at }),
    ...(row.error !== null && { error: row.error.split("\n")[0] ?? "" }),
    ...(row.summary && { summary: { ...row.summary, rejected: [...row.summary.rejected] } }),
  };
}
