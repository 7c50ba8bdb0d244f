import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { execute, type Operation, type Runtime } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { actorOf, localeOf } from "../http/index.ts";

/** The operations whose answers hold a message's HTML. */
export interface MailOperations {
  readonly getMessage: Operation;
  readonly previewMessage: Operation;
}

/**
 * A message's HTML as a document of its own, for a frame in the console. Pages' own policy forbids inline styles, and a frame that is filled from
 * a text inherits it, so that a mail would lose its looks there; here a policy of its own allows styles, and nothing else: no script, no
 * picture, no form, and no page but ours may frame it. Who may read it is the operation's to say.
 */
export function mailFrames(
  runtime: Runtime,
  { getMessage, previewMessage }: MailOperations,
): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get<{ Params: { messageId: string } }>("/v1/messages/:messageId/html", async (request, reply) => {
      const answer = await run(request, getMessage, { messageId: request.params.messageId });
      return frame(reply, (answer as { content?: { html?: string } }).content?.html);
    });

    app.get<{ Params: { kind: string }; Querystring: { locale?: string } }>(
      "/v1/message-kinds/:kind/html",
      async (request, reply) => {
        const { locale = localeOf(request) } = request.query;
        const answer = await run(request, previewMessage, { kind: request.params.kind, locale });
        return frame(reply, (answer as { html?: string }).html);
      },
    );

    async function run(request: FastifyRequest, operation: Operation, input: object): Promise<unknown> {
      const actor = await actorOf(request, runtime.work.database, runtime.clock);
      const session = { token: undefined, start: () => {}, end: () => {} };
      const call = { actor, input, session, locale: localeOf(request), client: request.ip };
      return (await execute(operation, call, runtime)).output;
    }
  };
}

const policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

function frame(reply: FastifyReply, html: string | undefined): FastifyReply {
  if (html === undefined) throw notFound();
  // A sandboxed document has an origin of its own; browsers warn of one that asks to share a process by its site's.
  reply.removeHeader("origin-agent-cluster");
  return reply
    .type("text/html; charset=utf-8")
    .headers({ "content-security-policy": policy, "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .send(html);
}
