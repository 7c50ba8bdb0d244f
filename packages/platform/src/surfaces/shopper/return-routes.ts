import type {
  Order,
  PickedLine,
  PickProblem,
  ReturnOptions,
  ReturnReasons,
  ReturnRequest,
  ReturnTerms,
  Substitutes,
  TypedReturn,
} from "@aftercare/shopper";
import { pickQuery } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { exchangeSubstitutesOperation } from "../../care/exchanges/index.ts";
import { createReturnRequestOperation, returnOptionsOperation } from "../../care/returns/requests/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import { returnReasonsOfOrderOperation } from "../../facts/returns/reasons/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { returnTermsOfOrderOperation } from "../../judgement/return-policies/index.ts";
import { localeOf, problemDocument, requireSameOrigin } from "../http/index.ts";
import { announcedBefore } from "./announced-before.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, type OrderRoute, unlessRefused } from "./order-view.ts";
import { type Fields, pickedIn, pickedOrOnly, problemsOf, textIn, typedIn } from "./return-form.ts";

/** What the first pages are made of. */
interface Ground {
  readonly actor: Actor;
  readonly order: Order;
  readonly terms: ReturnTerms;
  readonly reasons: ReturnReasons;
}

/** Of so many lines it is asked at most what can be had instead. */
const mostAsked = 20;

/**
 * How a shopper announces a return, by plain forms: what goes back and why, what can be chosen for it. What was
 * picked stands in the address of the second page, so that going back and loading anew lose nothing; only the button on it announces anything.
 */
export function mountReturns(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<OrderRoute>("/orders/:orderId/return", async (request, reply) => {
    const ground = await groundOf(request);
    if (!ground) return lookUpFirst(pages, request, reply);
    return pick(request, reply, ground, { picked: pickedOrOnly(request.query as Fields, ground.terms.lines) });
  });

  app.get<OrderRoute>("/orders/:orderId/return/choose", async (request, reply) => {
    const ground = await groundOf(request);
    if (!ground) return lookUpFirst(pages, request, reply);
    return choose(request, reply, ground, { fields: request.query as Fields });
  });

  app.post<OrderRoute>("/orders/:orderId/return", async (request, reply) => {
    requireSameOrigin(request);
    const ground = await groundOf(request);
    if (!ground) return lookUpFirst(pages, request, reply);
    const fields = (request.body ?? {}) as Fields;
    const lines = pickedIn(fields);
    const { details, ...chosen } = typedIn(fields, lines);
    const id = textIn(fields, "returnRequestId");
    const input = {
      ...{ orderId: ground.order.orderId, returnRequestId: id === "" ? undefined : id, ...chosen },
      lines: lines.map((line) => ({ ...line, detail: details[line.line] })),
    };
    try {
      const { actor } = ground;
      const made = await run(pages, request, { operation: createReturnRequestOperation, actor, input });
      const { returnRequestId, orderId } = made as ReturnRequest;
      return reply.redirect(`/orders/${orderId}/returns/${returnRequestId}`, 303);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return choose(request, reply, ground, { fields, problem });
    }
  });

  /** The order with all that a return of it can be made of, when the cookie speaks for it; undefined for everybody else. */
  async function groundOf(request: FastifyRequest<OrderRoute>): Promise<Ground | undefined> {
    const actor = await lookedUpBy(pages, request);
    if (!actor) return undefined;
    const { orderId } = request.params;
    return unlessRefused(async () => {
      const asked = { actor, input: { orderId } };
      const [order, terms, reasons] = await Promise.all([
        run(pages, request, { operation: getOrder, ...asked }),
        run(pages, request, { operation: returnTermsOfOrderOperation, ...asked }),
        run(pages, request, { operation: returnReasonsOfOrderOperation, ...asked }),
      ]);
      return { actor, order: order as Order, terms: terms as ReturnTerms, reasons: reasons as ReturnReasons };
    });
  }

  async function pick(
    request: FastifyRequest,
    reply: FastifyReply,
    { order, terms, reasons }: Ground,
    shown: { readonly picked: readonly PickedLine[]; readonly problems?: readonly PickProblem[]; refused?: Problem },
  ): Promise<FastifyReply> {
    const { picked, problems = [], refused } = shown;
    const locale = localeOf(request);
    if (refused) reply.code(refused.status);
    else if (problems.length > 0) reply.code(400);
    const context = await contexts.of(locale, `/orders/${order.orderId}/return`);
    const why = refused && { refused: problemDocument(refused, locale) };
    return answerPage(
      reply,
      rendered.renderPickReturn({ ...context, order, terms, reasons, picked, problems, ...why }),
    );
  }

  /**
   * What can be chosen; the first page again where something is missing of what was picked, or it cannot go back; and where only the guarantee lets
   * it go back, the page that reports the fault.
   */
  async function choose(
    request: FastifyRequest,
    reply: FastifyReply,
    ground: Ground,
    { fields, problem }: { readonly fields: Fields; readonly problem?: Problem },
  ): Promise<FastifyReply> {
    const { actor, order, reasons } = ground;
    const picked = pickedIn(fields);
    const problems = problemsOf(picked, ground.terms);
    if (problems.length > 0 || picked.length === 0) return pick(request, reply, ground, { picked, problems });
    const locale = localeOf(request);
    const typed: TypedReturn = typedIn(fields, picked);
    try {
      const input = { orderId: order.orderId, lines: picked };
      const options = await run(pages, request, { operation: returnOptionsOperation, actor, input });
      if ((options as ReturnOptions).lines.every(({ isCureOnly }) => isCureOnly)) {
        return reply.redirect(`/orders/${order.orderId}/claim/choose?${pickQuery(picked)}&from=return`, 303);
      }
      const instead = await insteadOf(request, ground, picked, options as ReturnOptions);
      if (problem) reply.code(problem.status);
      const context = await contexts.of(locale, `/orders/${order.orderId}/return`);
      const view = {
        ...context,
        ...{ order, reasons, options: options as ReturnOptions, instead, picked, typed },
        returnRequestId: toWire("rrq", newId<"rrq">()),
        ...(problem && { problem: problemDocument(problem, locale) }),
      };
      return await answerPage(reply, rendered.renderChooseReturn(view));
    } catch (refused) {
      if (!(refused instanceof Problem) || refused.status >= 500) throw refused;
      const isGone = refused.type === "units-not-available";
      const before = isGone && (await announcedBefore(pages, request, { actor, orderId: order.orderId, picked }));
      if (before) return reply.redirect(before, 303);
      return pick(request, reply, ground, { picked, refused });
    }
  }

  /** What can be had in exchange that answers the reason: said beside that choice, since without it nobody could tell what it is worth. */
  async function insteadOf(
    request: FastifyRequest,
    { actor, order }: Ground,
    picked: readonly PickedLine[],
    { resolutions }: ReturnOptions,
  ): Promise<Substitutes["lines"] | undefined> {
    const isOffered = resolutions.some(({ resolution }) => resolution === "exchange");
    if (!isOffered || picked.length > mostAsked) return undefined;
    const input = { orderId: order.orderId, lines: picked, limit: 1 };
    const found = await unlessRefused(() =>
      run(pages, request, { operation: exchangeSubstitutesOperation, actor, input }),
    );
    return (found as Substitutes | undefined)?.lines;
  }
}
