import { instantOn } from "../../../foundation/calendar/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { scheduleTimer } from "../../../foundation/timers/index.ts";
import { readSettings } from "../watching/settings.ts";
import { remedyAnswer, remedyReminder } from "./lapse-remedy.ts";
import type { RemedyCase } from "./read-case.ts";
import { isGone } from "./remedy-context.ts";

const hourMs = 3_600_000;
/** However soon the promise is over, nobody is answered for before this. */
const leastHours = 6;
const reminderHours = 72;

/** So many hours, and not beyond the end of what was promised: by then it is either kept or made good. */
export async function answerTime(tx: Tx, { promisedLatest, timeZone }: RemedyCase, now: Date): Promise<Date> {
  const { remedyAnswerHours } = await readSettings(tx);
  const usual = now.getTime() + remedyAnswerHours * hourMs;
  const over = promisedLatest === undefined ? usual : instantOn(promisedLatest + 1, "00:00", timeZone).getTime();
  const soonest = now.getTime() + leastHours * hourMs;
  return new Date(over <= now.getTime() ? usual : Math.max(soonest, Math.min(usual, over)));
}

/** Does what is done without an answer when its time has come. @param answerBy by {@link answerTime} */
export async function awaitAnswer(tx: Tx, asked: RemedyCase, answerBy: Date, now: Date): Promise<void> {
  const { incidentId, shopperId } = asked;
  await scheduleTimer(tx, remedyAnswer, { key: incidentId, subject: shopperId, at: answerBy, data: { incidentId } });
  if (isGone(asked.kind)) await remindLater(tx, asked, now);
}

/** Of what is owed nothing is done unasked: the shopper is asked once more instead. */
export async function remindLater(tx: Tx, { incidentId, shopperId }: RemedyCase, now: Date): Promise<void> {
  const at = new Date(now.getTime() + reminderHours * hourMs);
  await scheduleTimer(tx, remedyReminder, { key: incidentId, subject: shopperId, at, data: { incidentId } });
}
