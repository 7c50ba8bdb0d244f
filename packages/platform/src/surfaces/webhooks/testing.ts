import type { FastifyInstance } from "fastify";
import type { TestClock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { createServer } from "../http/index.ts";
import { takeWebhooks, webhookOperations } from "./index.ts";
import type { SenderName } from "./sender-name.schema.ts";
import { hmacSha256 } from "./signatures.ts";

/** What a test's house has to have; which house it is stands above this floor. */
interface House {
  readonly work: UnitOfWork;
  readonly clock: TestClock;
  authorization(role: "admin"): Promise<{ authorization: string }>;
  close(): Promise<void>;
}

export interface TestIntake<H> {
  readonly house: H;
  /** One of the processes that take webhooks. */
  readonly server: FastifyInstance;
  /** Makes an address and answers its path and secret. */
  endpoint(sender: SenderName, source: string, secret?: string): Promise<{ id: string; path: string; secret: string }>;
  /** Another process on the same database. */
  another(): Promise<FastifyInstance>;
  close(): Promise<void>;
}

export async function testIntake<H extends House>(house: H): Promise<TestIntake<H>> {
  const runtime = { work: house.work, clock: house.clock };
  const servers: FastifyInstance[] = [];
  const another = async () => {
    const operations = webhookOperations;
    const options = { runtime, operations, version: "0", pages: [takeWebhooks(runtime)] };
    const server = await createServer({ ...options, trustProxy: false, log: false });
    servers.push(server);
    return server;
  };
  const server = await another();
  const headers = await house.authorization("admin");
  return {
    house,
    server,
    another,
    async endpoint(sender, source, given) {
      const payload = { sender, source, ...(given !== undefined && { secret: given }) };
      const answer = await server.inject({ method: "POST", url: "/v1/webhook-endpoints", headers, payload });
      const { endpoint, secret } = answer.json<{ endpoint: { endpointId: string; path: string }; secret: string }>();
      // By then every process has heard of it.
      house.clock.advance(1_000);
      return { id: endpoint.endpointId, path: endpoint.path, secret };
    },
    async close() {
      await Promise.all(servers.map((one) => one.close()));
      await house.close();
    },
  };
}

/** Headers of Standard Webhooks for a body. */
export function signedHeaders(secret: string, body: string, { id, at }: { id: string; at: Date }) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = hmacSha256(Buffer.from(secret.slice(6), "base64"), `${id}.${timestamp}.`, body).toString("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
