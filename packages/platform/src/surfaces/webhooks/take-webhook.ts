import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { WebhookEndpointId } from "../../facts/identifiers/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { endpointBook, keepDeliveries, type OpenEndpoint } from "../../foundation/webhooks/index.ts";
import type { EventName, JsonObject, SignedRequest, WebhookSender } from "./sender.ts";
import { senderOf } from "./senders/index.ts";

const webhookSignature = problemKind("webhook-signature", 401);
const webhookStale = problemKind("webhook-stale", 401);
const webhookMalformed = problemKind("webhook-malformed", 400);

/**
 * The one address that others' systems send events to. The signature is checked over the bytes as they came, before anything reads them; what
 * is signed is stored, and acknowledged once it is committed. What is not is not stored, since anybody could fill the disk: it is counted.
 *
 * Not an operation: at thousands of events a second a transaction and a line of audit for each would cost more than the event.
 */
export function takeWebhooks({ work, clock }: Runtime): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const book = endpointBook(work.database, clock);
    const keep = keepDeliveries(work.database.pool);
    app.addHook("onClose", () => book.close());
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

    app.post<{ Params: { endpointId: string } }>("/v1/webhooks/:endpointId", async (request, reply) => {
      const now = clock.real();
      const endpoint = await endpointOf(request.params.endpointId);
      const sender = endpoint && senderOf(endpoint.sender);
      // The same answer as to a wrong signature: whether an address exists is nobody's business.
      if (!endpoint || !sender) throw webhookSignature();
      const signed = signedRequest(request);
      if (!secretsOf(endpoint, now).some((secret) => sender.isSigned(signed, secret))) {
        await book.refuse(endpoint.id);
        throw webhookSignature();
      }
      const body = readObject(signed.raw);
      if (!sender.isFresh(signed, body, now)) {
        await book.refuse(endpoint.id);
        throw webhookStale();
      }
      const name = body && sender.nameOf(signed, body);
      const kept = { endpointId: endpoint.id, headers: keptOf(signed, sender), body: signed.raw, receivedAt: now };
      if (name) await keep({ ...kept, ...storable(name), state: "stored" });
      else await keep({ ...kept, eventKey: `malformed/${sha256(signed.raw)}`, topic: "", state: "malformed" });
      if (!name) throw webhookMalformed();
      return reply.header("cache-control", "no-store").send({});
    });

    async function endpointOf(wireId: string): Promise<OpenEndpoint | undefined> {
      const id = WebhookEndpointId.safeDecode(wireId);
      return id.success ? book.find(id.data) : undefined;
    }
  };
}

function signedRequest(request: FastifyRequest): SignedRequest {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { headers: request.headers, raw, path: request.url.split("?", 1)[0] ?? "" };
}

/** After a change the one before goes on for a while: the sender learns of it later. */
function secretsOf({ secret, previousSecret, previousUntil }: OpenEndpoint, now: Date): string[] {
  return previousSecret !== null && previousUntil !== null && previousUntil > now ? [secret, previousSecret] : [secret];
}

function readObject(raw: Buffer): JsonObject | undefined {
  try {
    const json: unknown = JSON.parse(raw.toString());
    return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function keptOf({ headers }: SignedRequest, { keptHeaders }: WebhookSender): Record<string, string> {
  const kept = ["content-type", "user-agent", ...keptHeaders];
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value.slice(0, 500)]] : [];
    }),
  );
}

/** Whatever a sender calls it, as columns can hold it and an index can carry it. */
function storable({ eventKey, topic }: EventName): EventName {
  return {
    eventKey: /^[\x20-\x7e]{1,200}$/.test(eventKey) ? eventKey : `sha256/${sha256(Buffer.from(eventKey))}`,
    topic: topic.replace(/[^\x20-\x7e]/g, "?").slice(0, 120),
  };
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
