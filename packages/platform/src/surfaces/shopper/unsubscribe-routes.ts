import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { anonymous } from "../../foundation/actors/index.ts";
import { openUnsubscribing, type Unsubscribing, unsubscribe } from "../../means/messages/index.ts";
import { localeOf, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages } from "./answer.ts";
import { linkNotValid } from "./link-not-valid.ts";

interface UnsubscribeRoute {
  Params: { token: string };
}

/**
 * Where the link in a message ends messages like it. Opening it asks; the button ends it, and so does a mail program's own button, which sends
 * `List-Unsubscribe=One-Click` (RFC 8058) without asking anybody. Twice is fine.
 */
export function mountUnsubscribe(app: FastifyInstance, { runtime, contexts, rendered }: Pages): void {
  const { work, clock } = runtime;

  app.get<UnsubscribeRoute>("/u/:token", async (request, reply) => {
    const wanted = await opened(request.params.token);
    return page(request, reply, wanted, false);
  });

  app.post<UnsubscribeRoute>("/u/:token", async (request, reply) => {
    requireSameOrigin(request);
    const wanted = await opened(request.params.token);
    const { "List-Unsubscribe": pressed } = (request.body ?? {}) as Record<string, unknown>;
    const origin = pressed === "One-Click" ? "one-click" : "unsubscribe-link";
    await work.run(anonymous.id, (tx) => unsubscribe(tx, clock, wanted, origin));
    return page(request, reply, wanted, true);
  });

  async function opened(token: string): Promise<Unsubscribing> {
    const wanted = await openUnsubscribing(work.database.kysely, token, clock.real());
    if (wanted === undefined) throw linkNotValid();
    return wanted;
  }

  async function page(
    request: FastifyRequest<UnsubscribeRoute>,
    reply: FastifyReply,
    { purpose }: Unsubscribing,
    done: boolean,
  ): Promise<FastifyReply> {
    const context = await contexts.of(localeOf(request), `/u/${request.params.token}`);
    // The link is a key: it is passed on to nobody.
    reply.header("referrer-policy", "no-referrer");
    return answerPage(reply, rendered.renderUnsubscribe({ ...context, purpose, done }));
  }
}
