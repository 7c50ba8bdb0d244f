import type { IncidentOutcome } from "../../../facts/delivery/incident.schema.ts";
import { incidentChanged, incidentClosed, incidentOpened, remedyWithdrawn } from "../../../facts/delivery/index.ts";
import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import { promiseRevised } from "../../../facts/promises/index.ts";
import { on, type Reaction } from "../../../foundation/reactions/index.ts";
import { cancelTimer } from "../../../foundation/timers/index.ts";
import { remindLater } from "./await-answer.ts";
import { lockCase } from "./choose.ts";
import { remedyAnswer, remedyReminder } from "./lapse-remedy.ts";
import { noticeByLaw, silenceByLaw } from "./law-notice.ts";
import { offerRemedy } from "./offer-remedy.ts";
import { remedyProcess } from "./remedy.ts";
import { isGone } from "./remedy-context.ts";
import { openOptions } from "./remedy-options.ts";
import { changeRemedy } from "./store-remedy.ts";
import { tellTrouble } from "./tell-remedy.ts";

/** However an incident was opened, the shopper is given a choice. */
const offerWhenOpened = on(incidentOpened, "delivery.remedy-when-opened", ({ tx, clock }, { data }) =>
  offerRemedy(tx, clock, data.incidentId),
);

/** What will not come at all is owed, and is told once more. */
const offerWhenWorse = on(incidentChanged, "delivery.remedy-when-worse", async ({ tx, clock }, { data }) => {
  const locked = await lockCase(tx, clock, data.incidentId);
  if (!locked || locked.asked.outcome !== undefined) return;
  if (isGone(data.to) && !isGone(data.from)) {
    await tellTrouble(tx, clock, locked.asked, data.to);
    await remindLater(tx, locked.asked, clock.now());
  }
  await noticeByLaw(tx, clock, locked);
});

/** Another day than was named: where the law asks for it, the shopper is asked again. */
const noticeWhenRevised = on(promiseRevised, "delivery.notice-when-revised", async ({ tx, clock }, { data }) => {
  const open = await tx.db
    .selectFrom("incidents")
    .select("id")
    .where("order_id", "=", data.orderId)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  const locked = open && (await lockCase(tx, clock, open.id as IdOf<typeof IncidentId>));
  if (locked) await noticeByLaw(tx, clock, locked);
});

/** Ends after which a shopper who was promised amends still gets them: it came late, or not at all. */
const makesUp: readonly IncidentOutcome[] = ["late", "lost"];

/** It is over: what nobody has chosen is not needed any more, unless it came late and amends were offered. What was chosen stays. */
const withdrawWhenOver = on(incidentClosed, "delivery.withdraw-remedy", async ({ tx, clock }, { data }) => {
  const { incidentId, orderId, shopperId, outcome } = data;
  const locked = await lockCase(tx, clock, incidentId);
  await cancelTimer(tx, silenceByLaw, incidentId);
  if (locked?.remedy.state !== "offered") return;
  if (makesUp.includes(outcome) && openOptions(locked.asked, locked.remedy).length > 0) return;
  const state = remedyProcess.next(locked.remedy.state, "withdraw");
  await changeRemedy(tx, locked.remedy, { state });
  for (const timer of [remedyAnswer, remedyReminder]) await cancelTimer(tx, timer, incidentId);
  await tx.append(remedyWithdrawn({ subject: shopperId, at: clock.now(), data: { incidentId, orderId, shopperId } }));
});

export const remedyReactions: readonly Reaction[] = [
  offerWhenOpened,
  offerWhenWorse,
  noticeWhenRevised,
  withdrawWhenOver,
];
