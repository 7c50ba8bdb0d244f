import type { Remedy } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { chooseRemedyOperation, remedyChoicesOperation } from "../../care/delivery/remedies/index.ts";
import { setOccasionOperation } from "../../facts/shipping/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { answerOrder, lookedUpBy, lookUpFirst, type OrderRoute, readOrderPage, unlessRefused } from "./order-view.ts";

/** What a shopper tells on the page of an order, by plain forms: each leads back to the page, so that loading it again sends nothing twice. */
export function mountWishes(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.post<OrderRoute>("/orders/:orderId/occasion", async (request, reply) => {
    requireSameOrigin(request);
    const { kind, on } = (request.body ?? {}) as Record<string, unknown>;
    // What a form leaves blank it sends as an empty text.
    const occasion = kind === "" ? undefined : { kind, ...(on !== "" && { on }) };
    return wish(request, reply, { operation: setOccasionOperation, input: { ...request.params, occasion } });
  });

  app.post<OrderRoute>("/orders/:orderId/choice", async (request, reply) => {
    requireSameOrigin(request);
    const { option, sure } = (request.body ?? {}) as Record<string, unknown>;
    const remedy = await remedyOf(request);
    if (!remedy) return toOrder(request, reply);
    const { incidentId, orderId, options } = remedy;
    const wanted = options.find((one) => one.option === option);
    if (wanted?.isFinal && sure !== "yes") {
      const query = new URLSearchParams({ option: wanted.option });
      return reply.redirect(`/orders/${orderId}/choice?${query}`, 303);
    }
    return wish(request, reply, { operation: chooseRemedyOperation, input: { incidentId, option } });
  });

  /** What cannot be taken back is asked once more. */
  app.get<OrderRoute & { Querystring: { option?: unknown } }>("/orders/:orderId/choice", async (request, reply) => {
    const remedy = await remedyOf(request);
    if (!remedy) return toOrder(request, reply);
    const option = remedy.options.find((one) => one.option === request.query.option);
    if (!option) return toOrder(request, reply);
    const context = await contexts.of(localeOf(request), `/orders/${remedy.orderId}/choice`);
    return answerPage(reply, rendered.renderConfirm({ ...context, remedy, option }));
  });

  /** What can be done about the delivery of an order that was looked up; undefined for everybody else, and where nothing is offered. */
  async function remedyOf(request: FastifyRequest<OrderRoute>): Promise<Remedy | undefined> {
    const actor = await lookedUpBy(pages, request);
    if (!actor) return undefined;
    const { orderId } = request.params;
    const read = () => run(pages, request, { operation: remedyChoicesOperation, actor, input: { orderId } });
    return ((await unlessRefused(read)) as { remedy?: Remedy } | undefined)?.remedy;
  }

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
    return toOrder(request, reply);
  }
}

/** Whom it does not belong to is asked there to look it up. */
function toOrder({ params }: FastifyRequest<OrderRoute>, reply: FastifyReply): FastifyReply {
  return reply.redirect(`/orders/${encodeURIComponent(params.orderId)}`, 303);
}
