import { translator } from "@aftercare/messages";
import type { Order, Payment } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CollectionId } from "../../facts/identifiers/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import {
  beginCollection,
  type Collector,
  getCollectionOperation,
  lookAtCollection,
} from "../../means/collecting/index.ts";
import { localeOf, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, unlessRefused } from "./order-view.ts";

/** Who takes money from shoppers. */
export interface Paying {
  /** Where shoppers reach our pages, without a slash at its end: a provider's page leads back there. */
  readonly publicUrl: string;
  readonly collector: Collector;
}

interface PaymentRoute {
  Params: { orderId: string; collectionId: string };
  Querystring: { back?: unknown };
}

/**
 * The page of something that a shopper is asked to pay, or to leave as a deposit: what for, how much, and the way to the provider's own page. It is
 * a link and no form, since a form may lead to no other address than ours. Following it charges nothing; only the provider's page does.
 */
export function mountPayments(app: FastifyInstance, pages: Pages, paying: Paying | undefined): void {
  const { contexts, rendered, runtime } = pages;

  app.get<PaymentRoute>("/orders/:orderId/payments/:collectionId", async (request, reply) => {
    const found = await read(request);
    if (!found) return lookUpFirst(pages, request, reply);
    const { payment, order } = found;
    const isBack = request.query.back !== undefined && payment.state === "open";
    if (isBack) {
      const id = CollectionId.parse(payment.collectionId);
      await runtime.work.run("shopper", (tx) => lookAtCollection(tx, runtime.clock, id));
    }
    const { origin } = await readRetailer({ db: runtime.work.database.kysely });
    const ways = paying?.collector.name === "stripe" ? "page" : origin === "sample" ? "sample" : "till";
    const context = await contexts.of(localeOf(request), pathOf(payment, order));
    return answerPage(reply, rendered.renderPayment({ ...context, order, payment, ways, isBack }));
  });

  app.get<PaymentRoute>("/orders/:orderId/payments/:collectionId/page", async (request, reply) => {
    // What a shop without a provider's page does by a press of a button is done by nothing less.
    if (paying?.collector.name !== "stripe") throw notFound();
    return begin(request, reply);
  });

  app.post<PaymentRoute>("/orders/:orderId/payments/:collectionId", async (request, reply) => {
    requireSameOrigin(request);
    return begin(request, reply);
  });

  async function begin(request: FastifyRequest<PaymentRoute>, reply: FastifyReply): Promise<FastifyReply> {
    const found = await read(request);
    if (!found) return lookUpFirst(pages, request, reply);
    const own = `${pathOf(found.payment, found.order)}?back=1`;
    if (!paying) return reply.redirect(own, 303);
    const words = translator(localeOf(request), "exchanges");
    const collectionId = CollectionId.parse(found.payment.collectionId);
    const title = words.t(`exchanges.pay.title.${found.payment.kind}`, { number: found.order.number });
    const { work, clock } = runtime;
    const asked = { collectionId, title, backTo: `${paying.publicUrl}${own}` };
    const url = await beginCollection({ work, clock, collector: paying.collector }, asked);
    return reply.header("cache-control", "no-store").redirect(url ?? own, 303);
  }

  async function read(request: FastifyRequest<PaymentRoute>) {
    const actor = await lookedUpBy(pages, request);
    const { orderId, collectionId } = request.params;
    return (
      actor &&
      (await unlessRefused(async () => {
        const asked = { actor: actor as Actor, input: { collectionId } };
        const payment = (await run(pages, request, { operation: getCollectionOperation, ...asked })) as Payment;
        const order = await run(pages, request, { operation: getOrder, actor, input: { orderId } });
        return { payment, order: order as Order };
      }))
    );
  }
}

function pathOf({ collectionId }: Payment, { orderId }: Order): string {
  return `/orders/${orderId}/payments/${collectionId}`;
}
