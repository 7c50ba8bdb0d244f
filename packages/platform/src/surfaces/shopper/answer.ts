import type { ShopperPages } from "@aftercare/shopper";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../../foundation/actors/index.ts";
import { execute, type Operation, type Runtime } from "../../foundation/operations/index.ts";
import { localeOf } from "../http/index.ts";
import type { PageContexts } from "./page-context.ts";

/** What the routes work with. */
export interface Pages {
  readonly runtime: Runtime;
  readonly rendered: ShopperPages;
  readonly contexts: PageContexts;
}

/** Sends a page. It may show an order, so nobody between us and the reader keeps it. */
export function answerPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(html);
}

/** Runs an operation for a page; these have no session, and carry no Idempotency-Key. Answers the wire form. */
export async function run<Input, Output>(
  { runtime }: Pages,
  request: FastifyRequest,
  call: { readonly operation: Operation<Input, Output>; readonly actor: Actor; readonly input: unknown },
): Promise<unknown> {
  const { actor, input } = call;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const { output } = await execute(
    call.operation as Operation,
    { actor, input, session, locale: localeOf(request), client: request.ip },
    runtime,
  );
  return output;
}
