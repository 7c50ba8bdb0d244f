import type {
  Claim,
  ClaimOptions,
  ClaimRights,
  Order,
  PickedLine,
  PickProblem,
  ReturnReasons,
} from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { claimOptionsOperation, claimRightsOperation, reportClaimOperation } from "../../care/claims/index.ts";
import { getOrder } from "../../facts/orders/index.ts";
import { returnReasonsOfOrderOperation } from "../../facts/returns/reasons/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, problemDocument, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst, type OrderRoute, unlessRefused } from "./order-view.ts";
import { type Fields, pickedIn, pickedOrOnly, problemsOf, textIn, typedIn } from "./return-form.ts";

/** What the pages are made of. */
interface Ground {
  readonly actor: Actor;
  readonly order: Order;
  readonly rights: ClaimRights;
  readonly reasons: ReturnReasons;
}

/**
 * How a shopper reports that something is faulty, by plain forms: what and what is wrong, then what they would like, beside what the law gives. What
 * was picked stands in the address of the second page; only the button on it reports anything.
 */
export function mountClaims(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<OrderRoute>("/orders/:orderId/claim", async (request, reply) => {
    const ground = await groundOf(request);
    if (!ground) return lookUpFirst(pages, request, reply);
    return pick(request, reply, ground, { picked: pickedOrOnly(request.query as Fields, ground.rights.lines) });
  });

  app.get<OrderRoute>("/orders/:orderId/claim/choose", async (request, reply) => {
    const ground = await groundOf(request);
    if (!ground) return lookUpFirst(pages, request, reply);
    return choose(request, reply, ground, { fields: request.query as Fields });
  });

  app.post<OrderRoute>("/orders/:orderId/claim", async (request, reply) => {
    requireSameOrigin(request);
    const ground = await groundOf(request);
    if (!ground) return lookUpFirst(pages, request, reply);
    const fields = (request.body ?? {}) as Fields;
    const lines = pickedIn(fields);
    const { details, method } = typedIn(fields, lines);
    const id = textIn(fields, "claimId");
    const input = {
      ...{ orderId: ground.order.orderId, claimId: id === "" ? undefined : id, method },
      remedy: textIn(fields, "remedy"),
      lines: lines.map((line) => ({ ...line, said: details[line.line] })),
    };
    try {
      const { actor } = ground;
      const made = await run(pages, request, { operation: reportClaimOperation, actor, input });
      const { claimId, orderId } = made as Claim;
      return reply.redirect(`/orders/${orderId}/claims/${claimId}`, 303);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return choose(request, reply, ground, { fields, problem });
    }
  });

  /** The order with all that a report of it can be made of, when the cookie speaks for it; undefined for everybody else. */
  async function groundOf(request: FastifyRequest<OrderRoute>): Promise<Ground | undefined> {
    const actor = await lookedUpBy(pages, request);
    if (!actor) return undefined;
    const { orderId } = request.params;
    return unlessRefused(async () => {
      const asked = { actor, input: { orderId } };
      const [order, rights, reasons] = await Promise.all([
        run(pages, request, { operation: getOrder, ...asked }),
        run(pages, request, { operation: claimRightsOperation, ...asked }),
        run(pages, request, { operation: returnReasonsOfOrderOperation, ...asked }),
      ]);
      return { actor, order: order as Order, rights: rights as ClaimRights, reasons: reasons as ReturnReasons };
    });
  }

  async function pick(
    request: FastifyRequest,
    reply: FastifyReply,
    { order, rights, reasons }: Ground,
    shown: { readonly picked: readonly PickedLine[]; readonly problems?: readonly PickProblem[]; refused?: Problem },
  ): Promise<FastifyReply> {
    const { picked, problems = [], refused } = shown;
    const locale = localeOf(request);
    if (refused) reply.code(refused.status);
    else if (problems.length > 0) reply.code(400);
    const context = await contexts.of(locale, `/orders/${order.orderId}/claim`);
    const why = refused && { refused: problemDocument(refused, locale) };
    return answerPage(
      reply,
      rendered.renderPickFault({ ...context, order, rights, reasons, picked, problems, ...why }),
    );
  }

  /** What can be asked for; and the first page again where something is missing of what was picked, or it cannot be reported. */
  async function choose(
    request: FastifyRequest,
    reply: FastifyReply,
    ground: Ground,
    { fields, problem }: { readonly fields: Fields; readonly problem?: Problem },
  ): Promise<FastifyReply> {
    const { actor, order, rights, reasons } = ground;
    const picked = pickedIn(fields);
    const problems = problemsOf(picked, rights);
    if (problems.length > 0 || picked.length === 0) return pick(request, reply, ground, { picked, problems });
    const locale = localeOf(request);
    const remedy = textIn(fields, "remedy");
    try {
      const input = { orderId: order.orderId, lines: picked };
      const options = await run(pages, request, { operation: claimOptionsOperation, actor, input });
      if (problem) reply.code(problem.status);
      const context = await contexts.of(locale, `/orders/${order.orderId}/claim`);
      const view = {
        ...context,
        ...{
          order,
          reasons,
          options: options as ClaimOptions,
          picked,
          isFromReturn: textIn(fields, "from") === "return",
        },
        typed: { ...typedIn(fields, picked), ...(remedy && { remedy }) },
        claimId: toWire("clm", newId<"clm">()),
        ...(problem && { problem: problemDocument(problem, locale) }),
      };
      return await answerPage(reply, rendered.renderChooseRemedy(view));
    } catch (refused) {
      if (!(refused instanceof Problem) || refused.status >= 500) throw refused;
      return pick(request, reply, ground, { picked, refused });
    }
  }
}
