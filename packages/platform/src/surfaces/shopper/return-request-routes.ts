import type { Order, ReturnRequest } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { cancelReturnRequestOperation, getReturnRequestOperation } from "../../care/returns/requests/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, problemDocument, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, unlessRefused } from "./order-view.ts";

interface RequestRoute {
  Params: { orderId: string; returnRequestId: string };
}

/** The page of a return that was announced, and the way to call it off. */
export function mountReturnRequests(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<RequestRoute>("/orders/:orderId/returns/:returnRequestId", async (request, reply) =>
    showRequest(request, reply),
  );

  app.post<RequestRoute>("/orders/:orderId/returns/:returnRequestId/cancel", async (request, reply) => {
    requireSameOrigin(request);
    const actor = await lookedUpBy(pages, request);
    if (!actor) return lookUpFirst(pages, request, reply);
    const { orderId, returnRequestId } = request.params;
    try {
      await run(pages, request, { operation: cancelReturnRequestOperation, actor, input: { returnRequestId } });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return showRequest(request, reply, problem);
    }
    return reply.redirect(`/orders/${encodeURIComponent(orderId)}/returns/${encodeURIComponent(returnRequestId)}`, 303);
  });

  async function showRequest(
    request: FastifyRequest<RequestRoute>,
    reply: FastifyReply,
    problem?: Problem,
  ): Promise<FastifyReply> {
    const actor = await lookedUpBy(pages, request);
    const { returnRequestId } = request.params;
    const read = async () => {
      const asked = { actor: actor as Actor, input: { returnRequestId } };
      const found = (await run(pages, request, { operation: getReturnRequestOperation, ...asked })) as ReturnRequest;
      const { orderId } = found;
      const order = await run(pages, request, { operation: getOrder, actor: asked.actor, input: { orderId } });
      return { request: found, order: order as Order };
    };
    const found = actor && (await unlessRefused(read));
    if (!found) return lookUpFirst(pages, request, reply);
    const locale = localeOf(request);
    if (problem) reply.code(problem.status);
    const context = await contexts.of(locale, `/orders/${found.request.orderId}/returns/${returnRequestId}`);
    const why = problem && { problem: problemDocument(problem, locale) };
    return answerPage(reply, rendered.renderReturnRequest({ ...context, ...found, ...why }));
  }
}
