import type { Locale } from "@aftercare/messages";
import { buyersOf, ownOrder } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { type AdverseDecisionView, adverseDecisionsOfOrder } from "./appeal.contract.ts";
import { viewDecision } from "./view-decision.ts";

export const adverseDecisionsOfOrderOperation = operation(adverseDecisionsOfOrder, {
  by: { shopper: ownOrder, ...{ agent: anything, manager: anything, admin: anything, service: anything } },
  async run({ tx, clock, actor, locale }, { orderId }) {
    // What was decided about a gift that came back is no buyer's.
    const of = actor.role === "shopper" ? { orderId, family: await buyersOf(tx, orderId) } : { orderId };
    return { items: await viewAdverseDecisions(tx, of, { now: clock.now(), locale }) };
  },
});

/** Decisions with what was asked about them, latest first. */
export async function viewAdverseDecisions(
  { db }: DatabaseTx,
  { id, orderId, family }: { readonly id?: string; readonly orderId?: string; readonly family?: readonly string[] },
  { now, locale }: { readonly now: Date; readonly locale: Locale },
): Promise<AdverseDecisionView[]> {
  let query = db
    .selectFrom("adverse_decisions as d")
    .leftJoin("appeals as a", "a.adverse_decision_id", "d.id")
    .selectAll("d")
    .select(["a.id as appeal_id", "a.state", "a.made_at", "a.answer_by", "a.answer", "a.decided_at as answered_at"]);
  if (id !== undefined) query = query.where("d.id", "=", id);
  if (orderId !== undefined) query = query.where("d.order_id", "=", orderId);
  if (family !== undefined) query = query.where("d.shopper_id", "in", [...family]);
  const rows = await query.orderBy("d.decided_at", "desc").orderBy("d.id").execute();
  return rows.map((row) => {
    const { appeal_id, state, made_at, answer_by, answer, answered_at } = row;
    const isAsked = appeal_id !== null && state !== null && made_at !== null && answer_by !== null;
    return {
      ...viewDecision(row, locale),
      canAppeal: !isAsked && now <= row.appeal_by,
      ...(isAsked && {
        appeal: {
          ...{ appealId: appeal_id as Id<"apl">, state, madeAt: made_at, answerBy: answer_by },
          ...(answer !== null && { answer }),
          ...(answered_at !== null && { decidedAt: answered_at }),
        },
      }),
    };
  });
}
