import type { Content } from "@aftercare/shopper";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { askContentHelpOperation, openContentOperation, readContentOperation } from "../../care/content/index.ts";
import { unauthenticated } from "../../foundation/problems/index.ts";
import { localeOf, orderCookie, requireSameOrigin, shopperOf } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";

interface ContentRoute {
  Params: { orderId: string; contentId: string };
}

/** The guides to an order that was looked up, read with the cookie that the look-up, or a link in a message, left. */
export function mountContent(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<ContentRoute>("/orders/:orderId/content/:contentId", async (request, reply) => {
    const { orderId, contentId } = request.params;
    const actor = await reader(request);
    // 401 is the page with the form that finds the order: whoever opens an old address can go on from there.
    if (!actor) {
      const context = await contexts.of(localeOf(request), "/");
      return answerPage(reply.code(401), rendered.renderHome({ ...context, lookUpFirst: true }));
    }
    const asked = { actor, input: { orderId, contentId } };
    const content = (await run(pages, request, { operation: readContentOperation, ...asked })) as Content;
    await run(pages, request, { operation: openContentOperation, ...asked });
    const context = await contexts.of(localeOf(request), `/orders/${orderId}/content/${contentId}`);
    return answerPage(reply, rendered.renderContent({ ...context, orderId, content }));
  });

  app.post<ContentRoute>("/orders/:orderId/content/:contentId/help", async (request, reply) => {
    requireSameOrigin(request);
    const { orderId, contentId } = request.params;
    const actor = await reader(request);
    if (!actor) throw unauthenticated();
    await run(pages, request, { operation: askContentHelpOperation, actor, input: { orderId, contentId } });
    return reply.redirect(`/orders/${orderId}/content/${contentId}#help`, 303);
  });

  async function reader(request: FastifyRequest) {
    const link = request.cookies[orderCookie];
    const { work, clock } = pages.runtime;
    return link ? await shopperOf(work.database.kysely, link, clock.real()) : undefined;
  }
}
