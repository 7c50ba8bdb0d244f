import type { Exchange, ExchangeChoices, Order, ReturnRequest } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  cancelExchangeOperation,
  exchangeChoicesOperation,
  exchangesOfOrderOperation,
  payInsteadOperation,
  requestExchangeOperation,
} from "../../care/exchanges/index.ts";
import { getReturnRequestOperation } from "../../care/returns/requests/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, problemDocument, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, unlessRefused } from "./order-view.ts";

interface ExchangeRoute {
  Params: { orderId: string; returnRequestId: string };
  Querystring: { q?: unknown };
}

/** Where something is chosen for goods that go back, and followed; by plain forms, each of which leads back to the page. */
export function mountExchanges(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;
  const at = "/orders/:orderId/returns/:returnRequestId/exchange";

  app.get<ExchangeRoute>(at, async (request, reply) => show(request, reply));

  app.post<ExchangeRoute>(at, async (request, reply) => {
    const fields = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const lines = Object.entries(fields).flatMap(([name, sku]) => {
      const line = /^sku-(\d{1,9})$/.exec(name)?.[1];
      return line === undefined ? [] : [{ line: Number(line), sku }];
    });
    const { returnRequestId } = request.params;
    const input = { returnRequestId, lines, isInstant: fields["isInstant"] === "yes" };
    return press(request, reply, async () => ({ operation: requestExchangeOperation, input }));
  });

  app.post<ExchangeRoute>(`${at}/cancel`, async (request, reply) =>
    press(request, reply, async (actor) => {
      const exchange = await exchangeOf(request, actor);
      return exchange && { operation: cancelExchangeOperation, input: { exchangeId: exchange.exchangeId } };
    }),
  );

  app.post<ExchangeRoute>(`${at}/money`, async (request, reply) => {
    const { returnRequestId } = request.params;
    return press(request, reply, async () => ({ operation: payInsteadOperation, input: { returnRequestId } }));
  });

  async function press(
    request: FastifyRequest<ExchangeRoute>,
    reply: FastifyReply,
    ask: (actor: Actor) => Promise<{ readonly operation: unknown; readonly input: unknown } | undefined>,
  ): Promise<FastifyReply> {
    requireSameOrigin(request);
    const actor = await lookedUpBy(pages, request);
    if (!actor) return lookUpFirst(pages, request, reply);
    try {
      const asked = await ask(actor);
      if (asked) await run(pages, request, { operation: asked.operation as Operation, actor, input: asked.input });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return show(request, reply, problem);
    }
    const { orderId, returnRequestId } = request.params;
    const to = `/orders/${encodeURIComponent(orderId)}/returns/${encodeURIComponent(returnRequestId)}/exchange`;
    return reply.redirect(to, 303);
  }

  async function show(
    request: FastifyRequest<ExchangeRoute>,
    reply: FastifyReply,
    problem?: Problem,
  ): Promise<FastifyReply> {
    const actor = await lookedUpBy(pages, request);
    const q = typeof request.query.q === "string" ? request.query.q.trim().slice(0, 120) : "";
    const found = actor && (await unlessRefused(() => read(request, actor, q)));
    if (!found) return lookUpFirst(pages, request, reply);
    const locale = localeOf(request);
    if (problem) reply.code(problem.status);
    const { orderId, returnRequestId } = found.request;
    const context = await contexts.of(locale, `/orders/${orderId}/returns/${returnRequestId}/exchange`);
    const why = problem && { problem: problemDocument(problem, locale) };
    return answerPage(reply, rendered.renderExchange({ ...context, ...found, q, ...why }));
  }

  async function read(request: FastifyRequest<ExchangeRoute>, actor: Actor, q: string) {
    const { returnRequestId } = request.params;
    const input = { returnRequestId };
    const asked = await run(pages, request, { operation: getReturnRequestOperation, actor, input });
    const returning = asked as ReturnRequest;
    const { orderId } = returning;
    const order = await run(pages, request, { operation: getOrder, actor, input: { orderId } });
    const exchange = await exchangeOf(request, actor);
    const isOff = exchange === undefined || exchange.state === "cancelled" || exchange.state === "expired";
    const canChoose = isOff && returning.resolution === "exchange";
    const search = { ...input, ...(q !== "" && { q }) };
    const choices = canChoose
      ? await run(pages, request, { operation: exchangeChoicesOperation, actor, input: search })
      : undefined;
    return { request: returning, order: order as Order, exchange, choices: choices as ExchangeChoices | undefined };
  }

  /** The latest of a return. */
  async function exchangeOf(request: FastifyRequest<ExchangeRoute>, actor: Actor): Promise<Exchange | undefined> {
    const { orderId, returnRequestId } = request.params;
    const listed = await run(pages, request, { operation: exchangesOfOrderOperation, actor, input: { orderId } });
    return (listed as { items: Exchange[] }).items.find((each) => each.returnRequestId === returnRequestId);
  }
}
