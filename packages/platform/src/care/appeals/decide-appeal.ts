import { appealDecided } from "../../facts/appeals/index.ts";
import { nameOfActor } from "../../foundation/auth/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../foundation/problems/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { intendRefund } from "../../means/refunds/index.ts";
import { decideAppeal } from "./appeal.contract.ts";
import { appealAnswered } from "./appeal-messages.ts";
import { factOf } from "./fact-of-appeal.ts";
import { viewAppeal } from "./read-appeals.ts";
import { uphold } from "./uphold.ts";

/** Somebody has decided it already. */
const decidedAlready = problemKind("appeal-decided", 409);
/** What it is about was decided by the same person, who would look at their own decision. */
const appealOfOwnDecision = problemKind("appeal-of-own-decision", 403);

/** A person, never a rule, and never the one who decided before. What was declined goes on where the appeal is granted. */
export const decideAppealOperation = operation(decideAppeal, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { appealId, outcome, answer, amount }) {
    const appeal = await lockAppeal(tx, appealId);
    if (appeal.about_by === actor.id) throw appealOfOwnDecision({ who: (await nameOfActor(tx, actor.id)) ?? actor.id });
    if (appeal.state !== "open") throw decidedAlready();
    const { shopper_id: shopperId, order_id: orderId } = appeal;
    if (amount !== undefined && orderId === null) {
      const reason = "there is no order from which money could be given back";
      throw badInput({ field: "amount", reason }, { fields: [{ field: "amount", message: reason }] });
    }
    if (outcome === "granted") await uphold({ tx, clock, actor: actor.id }, appeal);
    const refund =
      amount === undefined || orderId === null
        ? undefined
        : await intendRefund(tx, clock, {
            ...{ orderId, amount, destination: "original", reason: "goodwill", reference: `appeal/${appealId}` },
            actor: actor.id,
          });
    await tx.db
      .updateTable("appeals")
      .set({ state: outcome, answer, decided_at: clock.now(), decided_by: actor.id, refund_id: refund?.id ?? null })
      .where("id", "=", appealId)
      .execute();
    const data = factOf({ ...appeal, appealId, adverseDecisionId: appeal.adverse_decision_id });
    await tx.append(appealDecided({ subject: shopperId, at: clock.now(), data: { ...data, outcome } }));
    await queueMessage(tx, clock, appealAnswered, {
      ...{ shopperId, orderId: orderId ?? undefined, key: `appeal/${appealId}/answer`, values: { appealId } },
    });
    return viewAppeal(tx, appealId, locale);
  },
});

/** Of two who decide at once the second finds it decided. @throws not-found (404) */
async function lockAppeal({ db }: DatabaseTx, appealId: string) {
  const appeal = await db
    .selectFrom("appeals as a")
    .innerJoin("adverse_decisions as d", "d.id", "a.adverse_decision_id")
    .select([
      "a.state",
      "a.adverse_decision_id",
      "a.shopper_id",
      "a.order_id",
      "d.kind",
      "d.subject",
      "d.decided_by as about_by",
    ])
    .where("a.id", "=", appealId)
    .forUpdate("a")
    .executeTakeFirst();
  if (!appeal) throw notFound();
  return appeal;
}
