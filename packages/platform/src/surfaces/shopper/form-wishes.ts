import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { requireSameOrigin } from "../http/index.ts";
import { type Pages, run } from "./answer.ts";
import { lookedUpBy, lookUpFirst } from "./order-view.ts";

/** What a form wants done. */
export interface FormWish {
  readonly operation: Operation;
  readonly input: unknown;
}

interface Page {
  readonly read: () => Promise<readonly FormWish[]>;
  /** Where the page lies. */
  readonly place: string;
  /** The page once more, with why what was asked for was not done. */
  readonly refused: (problem: Problem) => Promise<FastifyReply>;
}

/** Does what a form on the page of an order asks for and leads back to it, so that loading it again sends nothing twice. */
export async function grantWishes(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  { read, place, refused }: Page,
): Promise<FastifyReply> {
  requireSameOrigin(request);
  const actor = await lookedUpBy(pages, request);
  if (!actor) return lookUpFirst(pages, request, reply);
  try {
    for (const wanted of await read()) await run(pages, request, { ...wanted, actor });
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
    return refused(problem);
  }
  return reply.redirect(place, 303);
}
