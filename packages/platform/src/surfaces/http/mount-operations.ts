import { negotiateLocale } from "@aftercare/messages";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  execute,
  fromText,
  type Operation,
  type Runtime,
  type SessionCarrier,
} from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { actorOf, sessionCookie } from "./request-actor.ts";
import { requireSameOrigin } from "./same-origin.ts";

const longestKey = 255;

/** Gives every operation its HTTP route. */
export function mountOperations(app: FastifyInstance, operations: readonly Operation[], runtime: Runtime): void {
  for (const operation of operations) {
    const { contract } = operation;
    app.route({
      method: contract.method,
      url: contract.path,
      handler: async (request, reply) => {
        requireSameOrigin(request);
        const result = await execute(
          operation,
          {
            actor: await actorOf(request, runtime.work.database, runtime.clock),
            input: inputOf(operation, request),
            locale: localeOf(request),
            client: request.ip,
            idempotencyKey: keyOf(request),
            session: cookieSession(request, reply),
          },
          runtime,
        );
        if (result.replayed) reply.header("idempotent-replayed", "true");
        return reply.header("cache-control", "no-store").send(result.output);
      },
    });
  }
}

export function localeOf(request: FastifyRequest) {
  return negotiateLocale(request.headers["accept-language"], request.cookies["aftercare_language"]);
}

/** Path, and query or body, as one object; the path wins, so that a body cannot speak of another thing than its URL. */
function inputOf({ contract }: Operation, request: FastifyRequest): unknown {
  const path = request.params as Record<string, string>;
  if (contract.method === "GET" || contract.method === "DELETE") {
    return fromText(contract, { ...(request.query as Record<string, unknown>), ...path });
  }
  const body = request.body ?? {};
  if (typeof body !== "object" || Array.isArray(body))
    throw badInput({ field: "body", reason: "expected a JSON object" });
  return { ...body, ...path };
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || key.length === 0 || key.length > longestKey) {
    throw badInput({ field: "Idempotency-Key", reason: `1–${longestKey}` });
  }
  return key;
}

function cookieSession(request: FastifyRequest, reply: FastifyReply): SessionCarrier {
  const attributes = { path: "/", httpOnly: true, sameSite: "lax", secure: request.protocol === "https" } as const;
  return {
    token: request.cookies[sessionCookie],
    start: (token, expires) => void reply.setCookie(sessionCookie, token, { ...attributes, expires }),
    end: () => void reply.clearCookie(sessionCookie, attributes),
  };
}
