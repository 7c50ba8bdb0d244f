import { appealMade } from "../../facts/appeals/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import type { Rule } from "../../foundation/operations/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { viewAdverseDecisions } from "./adverse-decisions-of-order.ts";
import { makeAppeal } from "./appeal.contract.ts";
import { appealReceived } from "./appeal-messages.ts";
import { factOf } from "./fact-of-appeal.ts";

/** The time in which it could be asked is over. */
const appealTooLate = problemKind("appeal-too-late", 409);

/** Days within which a person answers. */
const answerDays = 7;
const dayMs = 86_400_000;

/** A signed link opens one order, and with it what was decided about it. Any other answers as if it did not exist. */
const aboutOwnOrder: Rule<{ readonly adverseDecisionId: string }> = {
  name: "decision about own order",
  async allows({ tx, actor }, { adverseDecisionId }) {
    const row = await tx.db
      .selectFrom("adverse_decisions")
      .select("order_id")
      .where("id", "=", adverseDecisionId)
      .executeTakeFirst();
    if (!row?.order_id || row.order_id !== actor.scope["orderId"]) throw notFound();
    return true;
  },
};

/** Asked twice it is one appeal. Staff may take down what comes too late: a person can always be asked. */
export const makeAppealOperation = operation(makeAppeal, {
  by: { shopper: aboutOwnOrder, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { adverseDecisionId, said }) {
    const now = clock.now();
    const about = await tx.db
      .selectFrom("adverse_decisions")
      .select(["shopper_id", "order_id", "appeal_by", "kind"])
      .where("id", "=", adverseDecisionId)
      .forUpdate()
      .executeTakeFirst();
    if (!about) throw notFound();
    if (actor.role === "shopper" && now > about.appeal_by && !(await isMade(adverseDecisionId)))
      throw appealTooLate({ until: about.appeal_by.toISOString().slice(0, 10) });
    const made = await tx.db
      .insertInto("appeals")
      .values({
        ...{ id: newId<"apl">(), adverse_decision_id: adverseDecisionId, shopper_id: about.shopper_id },
        ...{ order_id: about.order_id, said: said === "" ? null : said, locale, made_at: now },
        ...{ made_by: `${actor.role}/${actor.id}`, answer_by: new Date(now.getTime() + answerDays * dayMs) },
        ...{ state: "open", answer: null, decided_at: null, decided_by: null, refund_id: null },
      })
      .onConflict((conflict) => conflict.column("adverse_decision_id").doNothing())
      .returning(["id", "answer_by"])
      .executeTakeFirst();
    if (made) {
      const appealId = made.id as Id<"apl">;
      const data = factOf({ ...about, appealId, adverseDecisionId });
      const answerBy = made.answer_by.toISOString();
      await tx.append(appealMade({ subject: about.shopper_id, at: now, data: { ...data, answerBy } }));
      await queueMessage(tx, clock, appealReceived, {
        ...{ shopperId: about.shopper_id, orderId: about.order_id ?? undefined, key: `appeal/${made.id}` },
        values: { appealId },
      });
    }
    const [view] = await viewAdverseDecisions(tx, { id: adverseDecisionId }, { now, locale });
    return view!;

    async function isMade(id: string): Promise<boolean> {
      const known = tx.db.selectFrom("appeals").select("id").where("adverse_decision_id", "=", id);
      return (await known.executeTakeFirst()) !== undefined;
    }
  },
});
