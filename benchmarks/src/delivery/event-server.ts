import { operations } from "../../../packages/platform/src/capabilities.ts";
import { WebhookEndpointId } from "../../../packages/platform/src/facts/identifiers/index.ts";
import type { Id } from "../../../packages/platform/src/foundation/ids/index.ts";
import { newId } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";
import { takeWebhooks } from "../../../packages/platform/src/surfaces/webhooks/index.ts";
import { runWebhooks } from "../../../packages/platform/src/surfaces/workers/index.ts";

type Server = Awaited<ReturnType<typeof createServer>>;

/** What the senders of a benchmark sign with. */
export const secret = "a-secret-of-the-benchmark";

/** An endpoint for AfterShip's events. */
export async function makeEndpoint({ database, clock }: Platform): Promise<Id<"whe">> {
  const id = newId<"whe">();
  const row = { id, sender: "aftership", source: "bench", secret, created_at: clock.real() };
  const rest = { previous_secret: null, previous_until: null, disabled_at: null };
  await database.kysely
    .insertInto("webhook_endpoints")
    .values({ ...row, ...rest })
    .execute();
  return id;
}

/** Takes events over HTTP and reads them in the same process, as one that has all roles does. */
export async function serveEvents(
  { work, clock }: Platform,
  further: readonly ((app: Server) => Promise<void>)[] = [],
) {
  const errors: unknown[] = [];
  const worker = runWebhooks({ work, clock, onError: (error) => errors.push(error) });
  const runtime = { work, clock };
  const app = await createServer({
    ...{ runtime, operations, version: "0", trustProxy: false, log: false },
    pages: [takeWebhooks(runtime), ...further],
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    url,
    errors,
    async close() {
      await worker.stop();
      await app.close();
    },
  };
}

export function eventsPath(endpointId: Id<"whe">): string {
  return `/v1/webhooks/${WebhookEndpointId.encode(endpointId)}`;
}
