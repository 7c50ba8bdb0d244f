import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../foundation/problems/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { intendRefund } from "../../means/refunds/index.ts";
import { decideAppeal } from "./appeal.contract.ts";
import { appealAnswered } from "./appeal-messages.ts";
import { viewAppeal } from "./read-appeals.ts";

/** Somebody has decided it already. */
const appealDecided = problemKind("appeal-decided", 409);

/** A person, never a rule: what a machine decided is not upheld by one. */
export const decideAppealOperation = operation(decideAppeal, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { appealId, outcome, answer, amount }) {
    const appeal = await tx.db
      .selectFrom("appeals")
      .select(["state", "shopper_id", "order_id"])
      .where("id", "=", appealId)
      .forUpdate()
      .executeTakeFirst();
    if (!appeal) throw notFound();
    if (appeal.state !== "open") throw appealDecided();
    const { shopper_id: shopperId, order_id: orderId } = appeal;
    if (amount !== undefined && orderId === null) {
      const reason = "there is no order from which money could be given back";
      throw badInput({ field: "amount", reason }, { fields: [{ field: "amount", message: reason }] });
    }
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
    await queueMessage(tx, clock, appealAnswered, {
      ...{ shopperId, orderId: orderId ?? undefined, key: `appeal/${appealId}/answer`, values: { appealId } },
    });
    return viewAppeal(tx, appealId, locale);
  },
});
