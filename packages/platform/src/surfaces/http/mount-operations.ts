import { negotiateLocale } from "@aftercare/messages";
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../../foundation/actors/index.ts";
import type { FileAnswer } from "../../foundation/contracts/index.ts";
import {
  execute,
  fromText,
  type Operation,
  type Runtime,
  type SessionCarrier,
} from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { acceptForms, readForm } from "./read-form.ts";
import { actorOf, sessionCookie } from "./request-actor.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { sendFile } from "./send-file.ts";

const longestKey = 255;

/** Gives every operation its HTTP route. Those that take files stand apart, so that no other route reads forms. */
export async function mountOperations(
  app: FastifyInstance,
  operations: readonly Operation[],
  runtime: Runtime,
): Promise<void> {
  for (const operation of operations) if (!operation.contract.uploads) mount(app, operation, runtime);
  const mountForms: FastifyPluginAsync = async (scope) => {
    await acceptForms(scope);
    for (const operation of operations) if (operation.contract.uploads) mount(scope, operation, runtime);
  };
  await app.register(mountForms);
}

function mount(app: FastifyInstance, operation: Operation, runtime: Runtime): void {
  const { contract } = operation;
  app.route({
    method: contract.method,
    url: contract.path,
    handler: async (request, reply) => {
      requireSameOrigin(request);
      const actor = await actorOf(request, runtime.work.database, runtime.clock);
      const call = {
        ...{ actor, locale: localeOf(request), client: request.ip, idempotencyKey: keyOf(request) },
        ...{ input: await inputOf(operation, request, actor), session: cookieSession(request, reply) },
      };
      const result = await execute(operation, call, runtime);
      if (result.replayed) reply.header("idempotent-replayed", "true");
      reply.header("cache-control", "no-store");
      return contract.answers ? sendFile(reply, result.output as FileAnswer) : reply.send(result.output);
    },
  });
}

export function localeOf(request: FastifyRequest) {
  return negotiateLocale(request.headers["accept-language"], request.cookies["aftercare_language"]);
}

/** Path, and query or body, as one object; the path wins, so that a body cannot speak of another thing than its URL. */
async function inputOf({ contract, by }: Operation, request: FastifyRequest, actor: Actor): Promise<unknown> {
  const path = request.params as Record<string, string>;
  if (contract.method === "GET" || contract.method === "DELETE") {
    return fromText(contract, { ...(request.query as Record<string, unknown>), ...path });
  }
  if (contract.uploads) {
    // Nobody fills our memory who may not call it anyway; the call itself says why not.
    const form = by[actor.role] ? await readForm(request, contract.uploads) : {};
    return { ...fromText(contract, form), ...path };
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
