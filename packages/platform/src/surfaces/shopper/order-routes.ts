import type { Offer, Order, OrderContent, OrderPoints, Tracking } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { contentOfOrderOperation } from "../../care/content/index.ts";
import { trackOrderOperation } from "../../care/delivery/tracking/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import { notFound, Problem } from "../../foundation/problems/index.ts";
import { listOffersOfOrderOperation } from "../../means/offers/index.ts";
import { pointsOfOrderOperation } from "../../means/points/index.ts";
import { localeOf, orderCookie, shopperOf } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";

interface OrderRoute {
  Params: { orderId: string };
}

interface OfferRoute {
  Params: { orderId: string; code: string };
}

interface Found {
  readonly order: Order;
  readonly offers: Offer[];
  readonly points: OrderPoints;
  readonly tracking: Tracking;
  readonly contents: OrderContent[];
  readonly live: string;
}

/** The pages of an order that was looked up, read with the cookie that the look-up left. */
export function mountOrders(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<OrderRoute>("/orders/:orderId", async (request, reply) => {
    const found = await read(request, request.params.orderId);
    if (!found) return lookUpFirst(request, reply);
    const context = await contexts.of(localeOf(request), `/orders/${found.order.orderId}`);
    return answerPage(reply, rendered.renderOrder({ ...context, ...found }));
  });

  app.get<OfferRoute>("/orders/:orderId/offers/:code", async (request, reply) => {
    const found = await read(request, request.params.orderId);
    if (!found) return lookUpFirst(request, reply);
    const { order } = found;
    const offer = found.offers.find(({ code }) => code === request.params.code);
    if (!offer) throw notFound({ field: "code" });
    const context = await contexts.of(localeOf(request), `/orders/${order.orderId}/offers/${offer.code}`);
    return answerPage(reply, rendered.renderOffer({ ...context, order, offer }));
  });

  /** The order with all that its page shows, when the cookie speaks for it; undefined for everybody else, whether or not it exists. */
  async function read(request: FastifyRequest, orderId: string): Promise<Found | undefined> {
    const { work, clock } = pages.runtime;
    const link = request.cookies[orderCookie];
    const actor = link ? await shopperOf(work.database.kysely, link, clock.real()) : undefined;
    if (!actor) return undefined;
    const asked = { actor, input: { orderId } };
    try {
      // Before all else is read: what comes in between is news, rather than seen by nobody.
      const seen = await pages.live.newest(actor.id);
      const order = await run(pages, request, { operation: getOrder, ...asked });
      const offers = await run(pages, request, { operation: listOffersOfOrderOperation, ...asked });
      const points = await run(pages, request, { operation: pointsOfOrderOperation, ...asked });
      const tracking = await run(pages, request, { operation: trackOrderOperation, ...asked });
      const contents = await run(pages, request, { operation: contentOfOrderOperation, ...asked });
      return {
        order: order as Order,
        offers: (offers as { items: Offer[] }).items,
        points: points as OrderPoints,
        tracking: tracking as Tracking,
        contents: (contents as { items: OrderContent[] }).items,
        live: `/orders/${orderId}/live?seen=${seen}`,
      };
    } catch (problem) {
      if (problem instanceof Problem && problem.status < 500) return undefined;
      throw problem;
    }
  }

  async function lookUpFirst(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const context = await contexts.of(localeOf(request), "/");
    return answerPage(reply.code(401), rendered.renderHome({ ...context, lookUpFirst: true }));
  }
}
