import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { setOccasionOperation } from "../../facts/shipping/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { requireSameOrigin } from "../http/index.ts";
import { type Pages, run } from "./answer.ts";
import { answerOrder, lookedUpBy, lookUpFirst, type OrderRoute, readOrderPage } from "./order-view.ts";

/** What a shopper tells on the page of an order, by plain forms: each leads back to the page, so that loading it again sends nothing twice. */
export function mountWishes(app: FastifyInstance, pages: Pages): void {
  app.post<OrderRoute>("/orders/:orderId/occasion", async (request, reply) => {
    requireSameOrigin(request);
    const { kind, on } = (request.body ?? {}) as Record<string, unknown>;
    // What a form leaves blank it sends as an empty text.
    const occasion = kind === "" ? undefined : { kind, ...(on !== "" && { on }) };
    return wish(request, reply, { operation: setOccasionOperation, input: { ...request.params, occasion } });
  });

  async function wish<Input, Output>(
    request: FastifyRequest<OrderRoute>,
    reply: FastifyReply,
    call: { readonly operation: Operation<Input, Output>; readonly input: unknown },
  ): Promise<FastifyReply> {
    const { orderId } = request.params;
    const actor = await lookedUpBy(pages, request);
    if (!actor) return lookUpFirst(pages, request, reply);
    try {
      await run(pages, request, { ...call, actor });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      const found = await readOrderPage(pages, request, orderId);
      return found ? answerOrder(pages, request, reply, { found, problem }) : lookUpFirst(pages, request, reply);
    }
    return reply.redirect(`/orders/${orderId}`, 303);
  }
}
