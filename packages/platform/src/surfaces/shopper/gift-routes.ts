import type { Gift, GiftOptions, GiftReturn, PickedLine, PickProblem } from "@aftercare/shopper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  announceGiftReturnOperation,
  cancelGiftReturnOperation,
  getGiftOperation,
  giftReturnOptionsOperation,
} from "../../care/gifts/index.ts";
import type { openGift } from "../../facts/gifts/gift.contract.ts";
import { openGiftOperation } from "../../facts/gifts/index.ts";
import { type Actor, anonymous } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf, orderCookie, problemDocument, requireSameOrigin } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";
import { lookedUpBy, unlessRefused } from "./order-view.ts";
import { type Fields, pickedIn, pickedOrOnly, problemsOf, textIn, typedIn } from "./return-form.ts";

interface GiftRoute {
  Params: { giftId: string };
}

interface GiftReturnRoute {
  Params: { giftId: string; returnRequestId: string };
}

/** A gift that the cookie of its code speaks for. */
interface Ground {
  readonly actor: Actor;
  readonly gift: Gift;
}

/**
 * How whoever was given something gives it back, by plain forms: its code, what goes back and why, what they have for it. None of these pages shows
 * what was paid, who paid it or what else was bought.
 */
export function mountGifts(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get("/gift", async (request, reply) =>
    answerPage(reply, rendered.renderGiftCode(await contexts.of(localeOf(request), "/gift"))),
  );

  app.post("/gift", async (request, reply) => {
    requireSameOrigin(request);
    const code = textIn((request.body ?? {}) as Fields, "code");
    try {
      const opened = await run(pages, request, { operation: openGiftOperation, actor: anonymous, input: { code } });
      const { giftId, token } = opened as ContractOutput<typeof openGift>;
      const secure = request.protocol === "https";
      reply.setCookie(orderCookie, token, { path: "/", httpOnly: true, sameSite: "lax", secure });
      return reply.header("cache-control", "no-store").redirect(`/gifts/${giftId}`, 303);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      const locale = localeOf(request);
      if (problem.retryAfter !== undefined) reply.header("retry-after", problem.retryAfter);
      reply.code(problem.status);
      const failed = { code: code.slice(0, 60), problem: problemDocument(problem, locale) };
      return answerPage(reply, rendered.renderGiftCode({ ...(await contexts.of(locale, "/gift")), failed }));
    }
  });

  app.get<GiftRoute>("/gifts/:giftId", async (request, reply) => {
    const ground = await groundOf(request);
    if (!ground) return codeFirst(request, reply);
    return pick(request, reply, ground, { picked: pickedOrOnly(request.query as Fields, ground.gift.lines) });
  });

  app.get<GiftRoute>("/gifts/:giftId/choose", async (request, reply) => {
    const ground = await groundOf(request);
    return ground ? choose(request, reply, ground, { fields: request.query as Fields }) : codeFirst(request, reply);
  });

  app.post<GiftRoute>("/gifts/:giftId/returns", async (request, reply) => {
    requireSameOrigin(request);
    const ground = await groundOf(request);
    if (!ground) return codeFirst(request, reply);
    const fields = (request.body ?? {}) as Fields;
    const lines = pickedIn(fields);
    const { details: _, ...chosen } = typedIn(fields, lines);
    const id = textIn(fields, "returnRequestId");
    const input = {
      ...{ giftId: ground.gift.giftId, returnRequestId: id === "" ? undefined : id, ...chosen },
      email: textIn(fields, "email"),
      lines: lines.map((line) => ({
        ...line,
        ...(chosen.resolution === "exchange" && { sku: textIn(fields, `sku-${line.line}`) }),
      })),
    };
    try {
      const { actor } = ground;
      const made = await run(pages, request, { operation: announceGiftReturnOperation, actor, input });
      const { giftId, returnRequestId } = made as GiftReturn;
      return reply.redirect(`/gifts/${giftId}/returns/${returnRequestId}`, 303);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return choose(request, reply, ground, { fields, problem });
    }
  });

  app.get<GiftReturnRoute>("/gifts/:giftId/returns/:returnRequestId", (request, reply) => show(request, reply));

  app.post<GiftReturnRoute>("/gifts/:giftId/returns/:returnRequestId/cancel", async (request, reply) => {
    requireSameOrigin(request);
    const ground = await groundOf(request);
    if (!ground) return codeFirst(request, reply);
    const { giftId, returnRequestId } = request.params;
    try {
      const input = { giftId, returnRequestId };
      await run(pages, request, { operation: cancelGiftReturnOperation, actor: ground.actor, input });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
      return show(request, reply, problem);
    }
    return reply.redirect(placeOf(request), 303);
  });

  /** The gift, when the cookie speaks for it; undefined for everybody else, whether or not it exists. */
  async function groundOf(request: FastifyRequest<GiftRoute>): Promise<Ground | undefined> {
    const actor = await lookedUpBy(pages, request);
    if (!actor) return undefined;
    const { giftId } = request.params;
    const asked = { operation: getGiftOperation, actor, input: { giftId } };
    return unlessRefused(async () => ({ actor, gift: (await run(pages, request, asked)) as Gift }));
  }

  async function codeFirst(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const context = await contexts.of(localeOf(request), "/gift");
    return answerPage(reply.code(401), rendered.renderGiftCode(context));
  }

  async function pick(
    request: FastifyRequest,
    reply: FastifyReply,
    { gift }: Ground,
    shown: { readonly picked: readonly PickedLine[]; readonly problems?: readonly PickProblem[]; refused?: Problem },
  ): Promise<FastifyReply> {
    const { picked, problems = [], refused } = shown;
    const locale = localeOf(request);
    if (refused) reply.code(refused.status);
    else if (problems.length > 0) reply.code(400);
    const context = await contexts.of(locale, `/gifts/${gift.giftId}`);
    const why = refused && { refused: problemDocument(refused, locale) };
    return answerPage(reply, rendered.renderGift({ ...context, gift, picked, problems, ...why }));
  }

  /** What can be had; and the first page again where something is missing of what was picked, or it cannot go back. */
  async function choose(
    request: FastifyRequest,
    reply: FastifyReply,
    ground: Ground,
    { fields, problem }: { readonly fields: Fields; readonly problem?: Problem },
  ): Promise<FastifyReply> {
    const { actor, gift } = ground;
    const picked = pickedIn(fields);
    const problems = problemsOf(picked, gift);
    if (problems.length > 0 || picked.length === 0) return pick(request, reply, ground, { picked, problems });
    const locale = localeOf(request);
    const { giftId } = gift;
    try {
      const asked = { operation: giftReturnOptionsOperation, actor, input: { giftId, lines: picked } };
      const options = (await run(pages, request, asked)) as GiftOptions;
      if (problem) reply.code(problem.status);
      const { details: _, ...chosen } = typedIn(fields, picked);
      const instead = Object.fromEntries(picked.map(({ line }) => [line, textIn(fields, `sku-${line}`)]));
      const view = {
        ...(await contexts.of(locale, `/gifts/${giftId}`)),
        ...{ gift, options, picked },
        typed: { ...chosen, email: textIn(fields, "email"), instead },
        returnRequestId: toWire("rrq", newId<"rrq">()),
        ...(problem && { problem: problemDocument(problem, locale) }),
      };
      return await answerPage(reply, rendered.renderChooseGift(view));
    } catch (refused) {
      if (!(refused instanceof Problem) || refused.status >= 500) throw refused;
      return pick(request, reply, ground, { picked, refused });
    }
  }

  async function show(
    request: FastifyRequest<GiftReturnRoute>,
    reply: FastifyReply,
    problem?: Problem,
  ): Promise<FastifyReply> {
    const ground = await groundOf(request);
    const { returnRequestId } = request.params;
    const giving = ground?.gift.returns.find((one) => one.returnRequestId === returnRequestId);
    if (!giving) return codeFirst(request, reply);
    const locale = localeOf(request);
    if (problem) reply.code(problem.status);
    const why = problem && { problem: problemDocument(problem, locale) };
    return answerPage(
      reply,
      rendered.renderGiftReturn({ ...(await contexts.of(locale, placeOf(request))), giving, ...why }),
    );
  }
}

function placeOf({ params }: FastifyRequest<GiftReturnRoute>): string {
  return `/gifts/${encodeURIComponent(params.giftId)}/returns/${encodeURIComponent(params.returnRequestId)}`;
}
