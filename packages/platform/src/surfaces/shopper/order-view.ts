import type {
  AdverseDecision,
  Claim,
  ClaimRights,
  Offer,
  Order,
  OrderContent,
  OrderPageView,
  OrderPoints,
  Remedy,
  ReturnRequest,
  ReturnTerms,
  Tracking,
} from "@aftercare/shopper";
import type { FastifyReply, FastifyRequest } from "fastify";
import { adverseDecisionsOfOrderOperation } from "../../care/appeals/index.ts";
import { claimRightsOperation, claimsOfOrderOperation } from "../../care/claims/index.ts";
import { contentOfOrderOperation } from "../../care/content/index.ts";
import { remedyChoicesOperation } from "../../care/delivery/remedies/index.ts";
import { trackOrderOperation } from "../../care/delivery/tracking/index.ts";
import { returnRequestsOfOrderOperation } from "../../care/returns/requests/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { returnTermsOfOrderOperation } from "../../judgement/return-policies/index.ts";
import { listOffersOfOrderOperation } from "../../means/offers/index.ts";
import { pointsOfOrderOperation } from "../../means/points/index.ts";
import { localeOf, orderCookie, problemDocument, shopperOf } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";

export interface OrderRoute {
  Params: { orderId: string };
}

/** All that the page of an order shows, but for the frame. */
type Found = Omit<OrderPageView, "words" | "retailer" | "path" | "problem">;

/** The shopper whom the cookie of a look-up speaks for. */
export async function lookedUpBy({ runtime }: Pages, request: FastifyRequest): Promise<Actor | undefined> {
  const { work, clock } = runtime;
  const link = request.cookies[orderCookie];
  return link ? await shopperOf(work.database.kysely, link, clock.real()) : undefined;
}

/** The order with all that its page shows, when the cookie speaks for it; undefined for everybody else, whether or not it exists. */
export async function readOrderPage(
  pages: Pages,
  request: FastifyRequest,
  orderId: string,
): Promise<Found | undefined> {
  const actor = await lookedUpBy(pages, request);
  if (!actor) return undefined;
  const asked = { actor, input: { orderId } };
  return unlessRefused(async () => {
    // Before all else is read: what comes in between is news, rather than seen by nobody.
    const seen = await pages.live.newest(actor.id);
    const order = await run(pages, request, { operation: getOrder, ...asked });
    const [offers, points, tracking, choices, contents, returnTerms, requests, decisions, rights, claims] =
      await Promise.all([
        run(pages, request, { operation: listOffersOfOrderOperation, ...asked }),
        run(pages, request, { operation: pointsOfOrderOperation, ...asked }),
        run(pages, request, { operation: trackOrderOperation, ...asked }),
        run(pages, request, { operation: remedyChoicesOperation, ...asked }),
        run(pages, request, { operation: contentOfOrderOperation, ...asked }),
        run(pages, request, { operation: returnTermsOfOrderOperation, ...asked }),
        run(pages, request, { operation: returnRequestsOfOrderOperation, ...asked }),
        run(pages, request, { operation: adverseDecisionsOfOrderOperation, ...asked }),
        run(pages, request, { operation: claimRightsOperation, ...asked }),
        run(pages, request, { operation: claimsOfOrderOperation, ...asked }),
      ]);
    return {
      order: order as Order,
      offers: (offers as { items: Offer[] }).items,
      points: points as OrderPoints,
      tracking: tracking as Tracking,
      remedy: (choices as { remedy?: Remedy }).remedy,
      returnTerms: returnTerms as ReturnTerms,
      returnRequests: (requests as { items: ReturnRequest[] }).items,
      decisions: (decisions as { items: AdverseDecision[] }).items,
      claimRights: rights as ClaimRights,
      claims: (claims as { items: Claim[] }).items,
      contents: (contents as { items: OrderContent[] }).items,
      live: `/orders/${orderId}/live?seen=${seen}`,
    };
  });
}

/** Undefined where an operation says that this is not the caller's. */
export async function unlessRefused<Answer>(read: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await read();
  } catch (problem) {
    if (problem instanceof Problem && problem.status < 500) return undefined;
    throw problem;
  }
}

/** The page of an order; with a problem, why what was asked for was not done. */
export async function answerOrder(
  { contexts, rendered }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  { found, problem }: { readonly found: Found; readonly problem?: Problem },
): Promise<FastifyReply> {
  const locale = localeOf(request);
  const context = await contexts.of(locale, `/orders/${found.order.orderId}`);
  if (problem === undefined) return answerPage(reply, rendered.renderOrder({ ...context, ...found }));
  reply.code(problem.status);
  return answerPage(reply, rendered.renderOrder({ ...context, ...found, problem: problemDocument(problem, locale) }));
}

/** The same for a page that is nobody's and one that is somebody else's. */
export async function lookUpFirst(
  { contexts, rendered }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const context = await contexts.of(localeOf(request), "/");
  return answerPage(reply.code(401), rendered.renderHome({ ...context, lookUpFirst: true }));
}
