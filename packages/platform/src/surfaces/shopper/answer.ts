import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ShopperPages } from "@aftercare/shopper";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../../foundation/actors/index.ts";
import { execute, type Operation, type Runtime } from "../../foundation/operations/index.ts";
import { localeOf } from "../http/index.ts";
import type { LiveOrders } from "./live-orders.ts";
import type { PageContexts } from "./page-context.ts";

/** What the routes work with. */
export interface Pages {
  readonly runtime: Runtime;
  readonly rendered: ShopperPages;
  readonly contexts: PageContexts;
  readonly live: LiveOrders;
}

const pack = promisify(gzip);

/**
 * Sends a page, packed for a browser that takes it: on a phone in a train that is a quarter of the time. It may show an order, so nobody between
 * us and the reader keeps it. No page shows a secret beside what a stranger may have written, so that its length tells nothing.
 */
export async function answerPage(reply: FastifyReply, html: string): Promise<FastifyReply> {
  reply.type("text/html; charset=utf-8").headers({ "cache-control": "no-store", vary: "accept-encoding" });
  if (!takesGzip(reply.request.headers["accept-encoding"])) return reply.send(html);
  return reply.header("content-encoding", "gzip").send(await pack(html));
}

/** Whether a browser takes a packed answer (RFC 9110, 12.5.3): it names gzip, and not with the weight 0. */
function takesGzip(accepted: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(accepted ?? ""));
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
