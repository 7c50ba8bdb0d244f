import pg from "pg";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import type { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";

type Server = Awaited<ReturnType<typeof createServer>>;

/** The least that a server can do to keep an event: one INSERT and its commit for each. */
export const bareDeliveryPath = "/bench/bare-delivery";

/** A table with the columns and indexes of the events, of its own. */
export async function makeBareDeliveries(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("create table bare_deliveries (like webhook_deliveries including all)");
  await client.end();
}

export function bareDeliveryRoute({ database }: Platform, endpointId: string): (app: Server) => Promise<void> {
  let number = 0;
  const text = `insert into bare_deliveries (endpoint_id, event_key, topic, headers, body, state, received_at, due_at)
    values ($1, $2, 'tracking_update', '{}', $3, 'stored', now(), now())`;
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    app.post(bareDeliveryPath, async (request) => {
      await database.pool.query({
        name: "bare-delivery",
        text,
        values: [endpointId, `event-${++number}`, request.body],
      });
      return {};
    });
  };
}
