import type pg from "pg";
import { statement } from "../database/index.ts";
import { inGroups } from "../operations/index.ts";
import type { NewDelivery } from "./delivery.ts";

/** Ample for what arrives during one commit, and few enough that a statement stays below some megabytes. */
const most = 200;

/**
 * Stores events before they are acknowledged: the promise settles once the transaction has been committed. Those that arrive while others
 * are being written share the next commit, because waiting for the disk is nearly all that storing one costs; nobody waits for company. An
 * event that is stored already stays as it was.
 */
export function keepDeliveries(pool: pg.Pool): (delivery: NewDelivery) => Promise<"kept"> {
  const write = async (deliveries: readonly NewDelivery[]): Promise<"kept"[]> => {
    await insertDeliveries(
      { client: pool },
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ eventKey }) => eventKey),
      deliveries.map(({ topic }) => topic),
      deliveries.map(({ headers }) => JSON.stringify(headers)),
      deliveries.map(({ body }) => body),
      deliveries.map(({ state }) => state),
      deliveries.map(({ receivedAt }) => receivedAt),
    );
    return deliveries.map(() => "kept");
  };
  return inGroups<NewDelivery, "kept">({
    ...{ most, atOnce: 2 },
    belongTogether: () => true,
    all: write,
    one: async (delivery) => (await write([delivery]))[0] ?? "kept",
  });
}

const insertDeliveries = statement<
  [
    endpointIds: string[],
    eventKeys: string[],
    topics: string[],
    headers: string[],
    bodies: Buffer[],
    states: string[],
    receivedAt: Date[],
  ],
  Record<never, never>
>(
  "keep-webhook-deliveries",
  // In the order of the keys: two groups that hold the same events would otherwise wait for each other.
  `insert into webhook_deliveries (endpoint_id, event_key, topic, headers, body, state, received_at, due_at)
  select e, k, t, h::jsonb, b, s, r, r
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[])
    as g (e, k, t, h, b, s, r)
  order by e, k
  on conflict (endpoint_id, event_key) do nothing`,
);
