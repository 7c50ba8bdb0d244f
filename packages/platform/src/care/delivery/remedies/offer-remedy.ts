import { remedyOffered } from "../../../facts/delivery/index.ts";
import { RemedyKind } from "../../../facts/delivery/remedy.schema.ts";
import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { decideNextStep } from "../../../judgement/decisions/index.ts";
import { answerTime, awaitAnswer } from "./await-answer.ts";
import { decidedOptions } from "./decided-options.ts";
import { deliveryRemedy } from "./delivery-remedy.ts";
import { noticeByLaw } from "./law-notice.ts";
import { readCase } from "./read-case.ts";
import { remedyProcess } from "./remedy.ts";
import { openOptions, withoutAnswer } from "./remedy-options.ts";
import { lockRemedy } from "./store-remedy.ts";
import { tellTrouble } from "./tell-remedy.ts";

/**
 * Decides what is best for a delivery in trouble and lets the shopper choose: what was decided, what is owed, what the law grants. Told in
 * one message, while the promise still stands where it can be. What stands already is left as it is.
 */
export async function offerRemedy(tx: Tx, clock: Clock, incidentId: IdOf<typeof IncidentId>): Promise<void> {
  const asked = await readCase(tx, clock, incidentId);
  if (!asked || asked.outcome !== undefined) return;
  const decided = await decideNextStep({ tx, clock }, deliveryRemedy, incidentId);
  const options = decidedOptions(decided);
  const at = clock.now();
  const answerBy = await answerTime(tx, asked, at);
  const written = await tx.db
    .insertInto("remedies")
    .values({
      ...{ incident_id: incidentId, order_id: asked.orderId, shopper_id: asked.shopperId, currency: asked.currency },
      ...{ decision_id: decided.decisionId, options: JSON.stringify(options), state: remedyProcess.initial },
      ...{ without_answer: withoutAnswer(options) ?? null, offered_at: at, answer_by: answerBy },
    })
    .onConflict((conflict) => conflict.column("incident_id").doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows === 0n) return;
  await tx.db.updateTable("incidents").set({ decision_id: decided.decisionId }).where("id", "=", incidentId).execute();
  const remedy = await lockRemedy(tx, incidentId);
  if (!remedy) return;
  await awaitAnswer(tx, asked, answerBy, at);
  const recommended = options[0] && RemedyKind.parse(options[0].terms.kind);
  await tx.append(
    remedyOffered({
      subject: asked.shopperId,
      at,
      data: {
        ...{ incidentId, orderId: asked.orderId, shopperId: asked.shopperId, decisionId: decided.decisionId },
        ...(recommended && { recommended }),
        kinds: openOptions(asked, remedy).map(({ kind }) => kind),
      },
    }),
  );
  if (!(await noticeByLaw(tx, clock, { remedy, asked }))) await tellTrouble(tx, clock, asked);
}
