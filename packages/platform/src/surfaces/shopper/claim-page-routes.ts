import type { AdverseDecision, Claim, Order, ReturnPhotos, ReturnRequest } from "@aftercare/shopper";
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { adverseDecisionsOfOrderOperation } from "../../care/appeals/index.ts";
import { getClaimOperation } from "../../care/claims/index.ts";
import { returnPhotosOfOrderOperation } from "../../care/returns/photos/index.ts";
import { getReturnRequestOperation } from "../../care/returns/requests/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import type { Problem } from "../../foundation/problems/index.ts";
import { acceptForms, localeOf, problemDocument } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { type FormWish, grantWishes } from "./form-wishes.ts";
import { lookedUpBy, lookUpFirst, unlessRefused } from "./order-view.ts";
import { photoRemovedIn, photosIn } from "./photo-forms.ts";

interface ClaimRoute {
  Params: { orderId: string; claimId: string };
}

/** The page of a fault that was reported, and photos of it, by plain forms that lead back to it. */
export async function mountClaimPages(app: FastifyInstance, pages: Pages): Promise<void> {
  const at = "/orders/:orderId/claims/:claimId";

  app.get<ClaimRoute>(at, (request, reply) => answer(request, reply));

  app.post<ClaimRoute>(`${at}/photos/remove`, (request, reply) =>
    wish(request, reply, async () => photoRemovedIn(request)),
  );

  const mountUpload: FastifyPluginAsync = async (scope) => {
    await acceptForms(scope);
    scope.post<ClaimRoute>(`${at}/photos`, (request, reply) => wish(request, reply, () => photosIn(request)));
  };
  // Apart, so that no other page reads files.
  await app.register(mountUpload);

  function wish(
    request: FastifyRequest<ClaimRoute>,
    reply: FastifyReply,
    read: () => Promise<readonly FormWish[]>,
  ): Promise<FastifyReply> {
    const refused = (problem: Problem) => answer(request, reply, problem);
    return grantWishes(pages, request, reply, { read, place: placeOf(request), refused });
  }

  /** With a problem, why what was asked for was not done. */
  async function answer(
    request: FastifyRequest<ClaimRoute>,
    reply: FastifyReply,
    problem?: Problem,
  ): Promise<FastifyReply> {
    const actor = await lookedUpBy(pages, request);
    const found = actor && (await unlessRefused(() => read(request, actor)));
    if (!found) return lookUpFirst(pages, request, reply);
    const locale = localeOf(request);
    if (problem) reply.code(problem.status);
    const context = await pages.contexts.of(locale, placeOf(request));
    const why = problem && { problem: problemDocument(problem, locale) };
    return answerPage(reply, pages.rendered.renderClaim({ ...context, ...found, ...why }));
  }

  async function read(request: FastifyRequest<ClaimRoute>, actor: Actor) {
    const { claimId } = request.params;
    const claim = (await run(pages, request, { operation: getClaimOperation, actor, input: { claimId } })) as Claim;
    const { orderId, returnRequestId, state } = claim;
    const asked = { actor, input: { orderId } };
    const order = (await run(pages, request, { operation: getOrder, ...asked })) as Order;
    const found = returnRequestId && { operation: getReturnRequestOperation, actor, input: { returnRequestId } };
    const coming = found ? ((await run(pages, request, found)) as ReturnRequest) : undefined;
    const decisions =
      state === "declined"
        ? await run(pages, request, { operation: adverseDecisionsOfOrderOperation, ...asked })
        : undefined;
    const appeal = (decisions as { items: AdverseDecision[] } | undefined)?.items.find(
      (one) => one.claimId === claimId,
    );
    if (state !== "reported" && state !== "accepted") return { claim, order, request: coming, appeal };
    const kept = (await run(pages, request, { operation: returnPhotosOfOrderOperation, ...asked })) as ReturnPhotos;
    const lines = [...new Set(claim.lines.map(({ line }) => line))];
    return { claim, order, request: coming, photos: { lines, items: kept.items } };
  }
}

/** Where the page lies. */
function placeOf({ params }: FastifyRequest<ClaimRoute>): string {
  return `/orders/${encodeURIComponent(params.orderId)}/claims/${encodeURIComponent(params.claimId)}`;
}
