import type { AdverseDecision, Exchange, Order, ReturnPhotos, ReturnRequest } from "@aftercare/shopper";
import type { FastifyReply, FastifyRequest } from "fastify";
import { adverseDecisionsOfOrderOperation } from "../../care/appeals/index.ts";
import { exchangesOfOrderOperation } from "../../care/exchanges/index.ts";
import { returnPhotosOfOrderOperation } from "../../care/returns/photos/index.ts";
import { getReturnRequestOperation } from "../../care/returns/requests/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import { asksPhoto } from "../../facts/returns/reasons/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import type { Problem } from "../../foundation/problems/index.ts";
import { localeOf, problemDocument } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, unlessRefused } from "./order-view.ts";

export interface RequestRoute {
  Params: { orderId: string; returnRequestId: string };
}

/** The page of a return that was announced; with a problem, why what was asked for was not done. */
export async function answerReturnRequest(
  pages: Pages,
  request: FastifyRequest<RequestRoute>,
  reply: FastifyReply,
  problem?: Problem,
): Promise<FastifyReply> {
  const actor = await lookedUpBy(pages, request);
  const found = actor && (await unlessRefused(() => read(pages, request, actor)));
  if (!found) return lookUpFirst(pages, request, reply);
  const locale = localeOf(request);
  if (problem) reply.code(problem.status);
  const context = await pages.contexts.of(locale, placeOf(request));
  const why = problem && { problem: problemDocument(problem, locale) };
  const isKnown = (request.query as { announced?: unknown }).announced === "before";
  return answerPage(reply, pages.rendered.renderReturnRequest({ ...context, ...found, ...why, isKnown }));
}

/** Where the page lies. */
export function placeOf({ params }: FastifyRequest<RequestRoute>): string {
  return `/orders/${encodeURIComponent(params.orderId)}/returns/${encodeURIComponent(params.returnRequestId)}`;
}

/** What a person declined of it, whatever came of it since; undefined where nothing was asked of a person. */
async function declineOf(
  pages: Pages,
  request: FastifyRequest,
  actor: Actor,
  { orderId, returnRequestId, plea }: ReturnRequest,
): Promise<AdverseDecision | undefined> {
  if (plea === undefined) return undefined;
  const found = await run(pages, request, { operation: adverseDecisionsOfOrderOperation, actor, input: { orderId } });
  return (found as { items: AdverseDecision[] }).items.find(
    (each) => each.kind === "return-plea" && each.returnRequestId === returnRequestId,
  );
}

async function read(pages: Pages, request: FastifyRequest<RequestRoute>, actor: Actor) {
  const { returnRequestId } = request.params;
  const asked = { operation: getReturnRequestOperation, actor, input: { returnRequestId } };
  const found = (await run(pages, request, asked)) as ReturnRequest;
  const input = { orderId: found.orderId };
  const order = (await run(pages, request, { operation: getOrder, actor, input })) as Order;
  const exchange = found.resolution === "exchange" ? await exchangeOf(pages, request, actor, found) : undefined;
  const decline = await declineOf(pages, request, actor, found);
  const lines = new Set(found.lines.flatMap(({ line, reason }) => (asksPhoto(reason) ? [line] : [])));
  if (lines.size === 0) return { request: found, order, exchange, decline };
  const photos = await run(pages, request, { operation: returnPhotosOfOrderOperation, actor, input });
  return {
    request: found,
    order,
    exchange,
    decline,
    photos: { lines: [...lines], items: (photos as ReturnPhotos).items },
  };
}

/** What was chosen for its goods; undefined where nothing was, or it was called off, so that something can be chosen. */
async function exchangeOf(
  pages: Pages,
  request: FastifyRequest<RequestRoute>,
  actor: Actor,
  { orderId, returnRequestId }: ReturnRequest,
): Promise<Exchange | undefined> {
  const listed = await run(pages, request, { operation: exchangesOfOrderOperation, actor, input: { orderId } });
  return (listed as { items: Exchange[] }).items.find(
    (each) => each.returnRequestId === returnRequestId && each.state !== "cancelled" && each.state !== "expired",
  );
}
