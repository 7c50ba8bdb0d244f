import { familyOf } from "../../facts/persons/index.ts";
import { namesOfActors } from "../../foundation/auth/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { adverseDecisionsOfShopper } from "./appeal.contract.ts";
import type { AppealTable } from "./appeal-table.ts";
import { viewDecision } from "./view-decision.ts";

/** Latest first, and all of them: they are few, and whoever asks what was decided about them is owed the whole. */
export const adverseDecisionsOfShopperOperation = operation(adverseDecisionsOfShopper, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, locale }, { shopperId }) {
    const family = await familyOf(tx, shopperId);
    if (family.length === 0) throw notFound();
    const decided = tx.db.selectFrom("adverse_decisions").selectAll().where("shopper_id", "in", family);
    const rows = await decided.orderBy("decided_at", "desc").orderBy("id").execute();
    const asked = await tx.db.selectFrom("appeals").selectAll().where("shopper_id", "in", family).execute();
    const appeals = new Map(asked.map((appeal) => [appeal.adverse_decision_id, appeal]));
    const names = await namesOfActors(
      tx,
      [...rows, ...asked].map(({ decided_by }) => decided_by),
    );
    const items = rows.map((row) => {
      const appeal = appeals.get(row.id);
      return {
        ...viewDecision(row, locale),
        ...(row.order_id !== null && { orderId: row.order_id as Id<"ord"> }),
        ...deciderOf(row.decided_by, names),
        ...(appeal && { appeal: viewLogged(appeal, names) }),
      };
    });
    return { items };
  },
});

function deciderOf(by: string | null, names: ReadonlyMap<string, string>) {
  if (by === null) return {};
  const name = names.get(by);
  return { decidedBy: by, ...(name !== undefined && { decidedByName: name }) };
}

function viewLogged(appeal: AppealTable, names: ReadonlyMap<string, string>) {
  const { id, state, said, answer, refund_id: refundId } = appeal;
  return {
    ...{ appealId: id as Id<"apl">, state, madeAt: appeal.made_at, madeBy: appeal.made_by },
    answerBy: appeal.answer_by,
    ...(said !== null && { said }),
    ...(answer !== null && { answer }),
    ...(appeal.decided_at !== null && { decidedAt: appeal.decided_at }),
    ...deciderOf(appeal.decided_by, names),
    ...(refundId !== null && { refundId: refundId as Id<"rfd"> }),
  };
}
