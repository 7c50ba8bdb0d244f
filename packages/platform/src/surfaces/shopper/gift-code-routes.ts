import type { GiftCodes, MadeGiftCode, Order } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { giftsOfOrderOperation, makeGiftCodeOperation } from "../../facts/gifts/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, problemDocument, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, type OrderRoute, unlessRefused } from "./order-view.ts";
import { pickedIn } from "./return-form.ts";

/** Where whoever bought something makes a code for whoever gets it. The code is on the answer and nowhere else: loading it anew shows it no more. */
export function mountGiftCodes(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<OrderRoute>("/orders/:orderId/gift", (request, reply) => show(request, reply));

  app.post<OrderRoute>("/orders/:orderId/gift", async (request, reply) => {
    requireSameOrigin(request);
    const actor = await lookedUpBy(pages, request);
    if (!actor) return lookUpFirst(pages, request, reply);
    const { orderId } = request.params;
    const lines = pickedIn((request.body ?? {}) as Readonly<Record<string, unknown>>).map(({ line }) => line);
    try {
      const made = await run(pages, request, { operation: makeGiftCodeOperation, actor, input: { orderId, lines } });
      return await show(request, reply, { made: made as MadeGiftCode });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return show(request, reply, { problem });
    }
  });

  async function show(
    request: FastifyRequest<OrderRoute>,
    reply: FastifyReply,
    { made, problem }: { readonly made?: MadeGiftCode; readonly problem?: Problem } = {},
  ): Promise<FastifyReply> {
    const actor = await lookedUpBy(pages, request);
    const { orderId } = request.params;
    const found =
      actor &&
      (await unlessRefused(async () => {
        const asked = { actor, input: { orderId } };
        const order = (await run(pages, request, { operation: getOrder, ...asked })) as Order;
        const gifts = await run(pages, request, { operation: giftsOfOrderOperation, ...asked });
        return { order, gifts: (gifts as { items: GiftCodes }).items };
      }));
    if (!found) return lookUpFirst(pages, request, reply);
    const locale = localeOf(request);
    if (problem) reply.code(problem.status);
    const view = {
      ...(await contexts.of(locale, `/orders/${found.order.orderId}/gift`)),
      ...{ ...found, giftAddress: `${request.host}/gift` },
      ...(made && { made }),
      ...(problem && { problem: problemDocument(problem, locale) }),
    };
    return answerPage(reply, rendered.renderMakeGiftCode(view));
  }
}
