import type { Locale } from "@aftercare/messages";
import { ownOrder } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { type AdverseDecisionView, adverseDecisionsOfOrder } from "./appeal.contract.ts";
import { viewDecision } from "./view-decision.ts";

export const adverseDecisionsOfOrderOperation = operation(adverseDecisionsOfOrder, {
  by: { shopper: ownOrder, ...{ agent: anything, manager: anything, admin: anything, service: anything } },
  run: async ({ tx, clock, locale }, { orderId }) => ({
    items: await viewAdverseDecisions(tx, { orderId }, { now: clock.now(), locale }),
  }),
});

/** Decisions with what was asked about them, latest first. */
export async function viewAdverseDecisions(
  { db }: DatabaseTx,
  { id, orderId }: { readonly id?: string; readonly orderId?: string },
  { now, locale }: { readonly now: Date; readonly locale: Locale },
): Promise<AdverseDecisionView[]> {
  let query = db
    .selectFrom("adverse_decisions as d")
    .leftJoin("appeals as a", "a.adverse_decision_id", "d.id")
    .selectAll("d")
    .select(["a.id as appeal_id", "a.state", "a.made_at", "a.answer_by", "a.answer", "a.decided_at as answered_at"]);
  if (id !== undefined) query = query.where("d.id", "=", id);
  if (orderId !== undefined) query = query.where("d.order_id", "=", orderId);
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
