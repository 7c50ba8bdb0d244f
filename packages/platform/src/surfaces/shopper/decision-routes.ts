import type { AdverseDecision, Order } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { adverseDecisionsOfOrderOperation, makeAppealOperation } from "../../care/appeals/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, problemDocument, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, type OrderRoute, unlessRefused } from "./order-view.ts";

interface DecisionRoute {
  Params: { orderId: string; adverseDecisionId: string };
}

/** What was decided against a shopper about an order, and asking a person to look again, by a plain form that leads back to it. */
export function mountDecisions(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<OrderRoute>("/orders/:orderId/decisions", (request, reply) => answer(request, reply));

  app.post<DecisionRoute>("/orders/:orderId/decisions/:adverseDecisionId", async (request, reply) => {
    requireSameOrigin(request);
    const actor = await lookedUpBy(pages, request);
    if (!actor) return lookUpFirst(pages, request, reply);
    const { adverseDecisionId, orderId } = request.params;
    const { said } = (request.body ?? {}) as Record<string, unknown>;
    const input = { adverseDecisionId, said: typeof said === "string" ? said : "" };
    try {
      await run(pages, request, { operation: makeAppealOperation, actor, input });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return answer(request, reply, problem);
    }
    return reply.redirect(`/orders/${encodeURIComponent(orderId)}/decisions`, 303);
  });

  async function answer(
    request: FastifyRequest<OrderRoute>,
    reply: FastifyReply,
    problem?: Problem,
  ): Promise<FastifyReply> {
    const { orderId } = request.params;
    const actor = await lookedUpBy(pages, request);
    const asked = actor && { actor, input: { orderId } };
    const found =
      asked &&
      (await unlessRefused(() =>
        Promise.all([
          run(pages, request, { operation: getOrder, ...asked }),
          run(pages, request, { operation: adverseDecisionsOfOrderOperation, ...asked }),
        ]),
      ));
    if (!found) return lookUpFirst(pages, request, reply);
    const [order, { items }] = found as [Order, { items: AdverseDecision[] }];
    const locale = localeOf(request);
    const context = await contexts.of(locale, `/orders/${orderId}/decisions`);
    if (problem) reply.code(problem.status);
    const view = { ...context, order, decisions: items };
    return answerPage(
      reply,
      rendered.renderDecisions({ ...view, ...(problem && { problem: problemDocument(problem, locale) }) }),
    );
  }
}
