import type { FastifyInstance } from "fastify";
import { notFound } from "../../foundation/problems/index.ts";
import { localeOf } from "../http/index.ts";
import { answerPage, type Pages } from "./answer.ts";
import { answerOrder, lookUpFirst, type OrderRoute, readOrderPage } from "./order-view.ts";

interface OfferRoute {
  Params: { orderId: string; code: string };
}

/** The pages of an order that was looked up, read with the cookie that the look-up left. */
export function mountOrders(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<OrderRoute>("/orders/:orderId", async (request, reply) => {
    const found = await readOrderPage(pages, request, request.params.orderId);
    return found ? answerOrder(pages, request, reply, { found }) : lookUpFirst(pages, request, reply);
  });

  app.get<OfferRoute>("/orders/:orderId/offers/:code", async (request, reply) => {
    const found = await readOrderPage(pages, request, request.params.orderId);
    if (!found) return lookUpFirst(pages, request, reply);
    const { order } = found;
    const offer = found.offers.find(({ code }) => code === request.params.code);
    if (!offer) throw notFound({ field: "code" });
    const context = await contexts.of(localeOf(request), `/orders/${order.orderId}/offers/${offer.code}`);
    return answerPage(reply, rendered.renderOffer({ ...context, order, offer }));
  });
}
