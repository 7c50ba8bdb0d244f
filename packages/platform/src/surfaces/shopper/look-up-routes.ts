import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { lookUpOrderOperation } from "../../facts/orders/index.ts";
import type { lookUpOrder } from "../../facts/orders/order.contract.ts";
import { type Actor, anonymous } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, orderCookie, problemDocument, requireSameOrigin, shopperOf } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { linkNotValid } from "./link-not-valid.ts";

/** The front door with its form, the look-up that the form sends, and the signed links that lead to an order. */
export function mountLookUp(app: FastifyInstance, pages: Pages): void {
  const { runtime, contexts, rendered } = pages;

  app.get("/", async (request, reply) =>
    answerPage(reply, rendered.renderHome(await contexts.of(localeOf(request), "/"))),
  );

  /** For whoever comes because something is faulty: the order is looked up first. */
  app.get("/faulty", async (request, reply) => {
    const context = await contexts.of(localeOf(request), "/faulty");
    return answerPage(reply, rendered.renderHome({ ...context, isFault: true }));
  });

  app.get("/look-up", (_request, reply) => reply.redirect("/", 303));

  app.post("/look-up", async (request, reply) => {
    requireSameOrigin(request);
    const { number, proof, then } = (request.body ?? {}) as Record<string, unknown>;
    const isFault = then === "claim";
    try {
      const found = await run(pages, request, {
        operation: lookUpOrderOperation,
        actor: anonymous,
        input: { number, proof },
      });
      return await openOrder(
        request,
        reply,
        (found as ContractOutput<typeof lookUpOrder>).token,
        isFault ? "/claim" : "",
      );
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      const locale = localeOf(request);
      const failed = { number: text(number), proof: text(proof), problem: problemDocument(problem, locale) };
      if (problem.retryAfter !== undefined) reply.header("retry-after", problem.retryAfter);
      reply.code(problem.status);
      return answerPage(
        reply,
        rendered.renderHome({ ...(await contexts.of(locale, isFault ? "/faulty" : "/")), failed, isFault }),
      );
    }
  });

  app.get<{ Params: { token: string } }>("/l/:token", (request, reply) =>
    openOrder(request, reply, request.params.token),
  );

  /** A message can lead to one of the order's guides. */
  app.get<{ Params: { token: string; contentId: string } }>("/l/:token/content/:contentId", (request, reply) =>
    openOrder(request, reply, request.params.token, `/content/${encodeURIComponent(request.params.contentId)}`),
  );

  /** Another leads to a return of it, with the code to show. */
  app.get<{ Params: { token: string; returnRequestId: string } }>(
    "/l/:token/returns/:returnRequestId",
    (request, reply) =>
      openOrder(request, reply, request.params.token, `/returns/${encodeURIComponent(request.params.returnRequestId)}`),
  );

  /** And another to a fault that was reported. */
  app.get<{ Params: { token: string; claimId: string } }>("/l/:token/claims/:claimId", (request, reply) =>
    openOrder(request, reply, request.params.token, `/claims/${encodeURIComponent(request.params.claimId)}`),
  );

  /** Keeps the signed link in a cookie, so that it stands in no address from here on, and leads to the order. */
  async function openOrder(
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    place = "",
  ): Promise<FastifyReply> {
    const shopper = await shopperOf(runtime.work.database.kysely, token, runtime.clock.real());
    const at = shopper && pageOf(shopper);
    if (at === undefined) throw linkNotValid();
    const secure = request.protocol === "https";
    reply.setCookie(orderCookie, token, { path: "/", httpOnly: true, sameSite: "lax", secure });
    return reply.header("cache-control", "no-store").redirect(`${at}${place}`, 303);
  }
}

/** Of the order or the gift that somebody has proved to be theirs. */
function pageOf({ scope: { orderId, giftId } }: Actor): string | undefined {
  if (orderId !== undefined) return `/orders/${toWire("ord", orderId)}`;
  return giftId === undefined ? undefined : `/gifts/${toWire("gft", giftId)}`;
}

/** What stands in the form again; a field that came twice or as a file is left blank. */
function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 254) : "";
}
