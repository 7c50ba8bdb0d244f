import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { stateWithdrawalOperation } from "../../care/withdrawals/index.ts";
import type { stateWithdrawal } from "../../care/withdrawals/withdrawal.contract.ts";
import { anonymous } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { localeOf } from "../http/index.ts";
import { answerPage, type Pages, run } from "./answer.ts";

const fields = ["name", "contract", "email", "what"] as const;
type Field = (typeof fields)[number];
type Typed = Readonly<Record<Field, string>>;

/**
 * The function to withdraw from a contract, at all times and for anybody (Directive 2011/83/EU, Article 11a): a form, what it will state with the
 * button that states it, and that it was received. Nothing of it needs a login or a script, and nothing hangs on who is logged in: another site
 * that sends the form can state no more than anybody else.
 */
export function mountWithdrawals(app: FastifyInstance, pages: Pages): void {
  const { contexts, rendered } = pages;

  app.get<{ Querystring: { order?: string } }>("/withdraw", async (request, reply) => {
    const { order } = request.query;
    return form(request, reply, { ...blank, contract: typeof order === "string" ? order.slice(0, 120) : "" });
  });

  app.post("/withdraw/change", async (request, reply) => {
    return form(request, reply, typedIn(request));
  });

  app.post("/withdraw", async (request, reply) => {
    const typed = typedIn(request);
    const problems = problemsOf(typed);
    if (problems.length > 0) return form(request, reply, typed, problems);
    const withdrawalId = toWire("wdr", newId<"wdr">());
    const context = await contexts.of(localeOf(request), "/withdraw");
    return answerPage(reply, rendered.renderWithdrawalConfirmation({ ...context, withdrawalId, typed }));
  });

  app.post("/withdraw/confirm", async (request, reply) => {
    const typed = typedIn(request);
    const { withdrawalId } = (request.body ?? {}) as Record<string, unknown>;
    try {
      const stated = await run(pages, request, {
        operation: stateWithdrawalOperation,
        actor: anonymous,
        input: { withdrawalId, ...typed },
      });
      const { number, statedAt } = stated as ContractOutput<typeof stateWithdrawal>;
      const context = await contexts.of(localeOf(request), "/withdraw");
      const view = { ...context, number, statedAt: new Date(statedAt), typed };
      return await answerPage(reply, rendered.renderWithdrawalReceived(view));
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 400) throw problem;
      const named = problem.fields.map(({ field }) => field);
      return form(
        request,
        reply,
        typed,
        fields.filter((field) => named.includes(field)),
      );
    }
  });

  /** What the operation would refuse, by the operation's own rules. */
  function problemsOf(typed: Typed): Field[] {
    const { input } = stateWithdrawalOperation.contract;
    const parsed = input.safeParse({ withdrawalId: toWire("wdr", newId<"wdr">()), ...typed });
    if (parsed.success) return [];
    const named = new Set(parsed.error.issues.map(({ path }) => path[0]));
    return fields.filter((field) => named.has(field));
  }

  async function form(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: Typed,
    problems: readonly Field[] = [],
  ): Promise<FastifyReply> {
    if (problems.length > 0) reply.code(400);
    const context = await contexts.of(localeOf(request), "/withdraw");
    return answerPage(reply, rendered.renderWithdrawalForm({ ...context, typed, problems }));
  }
}

const blank: Typed = { name: "", contract: "", email: "", what: "" };

/** A field that came twice or as a file is blank. */
function typedIn(request: FastifyRequest): Typed {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const entries = fields.map((field) => [field, typeof body[field] === "string" ? body[field].trim() : ""]);
  return { ...blank, ...Object.fromEntries(entries) };
}
