import { z } from "zod";
import { IncidentId } from "../../../facts/identifiers/index.ts";
import { dayText, instantOn } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { cancelTimer, scheduleTimer, timer } from "../../../foundation/timers/index.ts";
import type { DelayRights } from "../../../judgement/law/index.ts";
import { type LockedRemedy, lockCase, take } from "./choose.ts";
import type { RemedyCase } from "./read-case.ts";
import { isGoodwillDone, openOptions, rightsOf } from "./remedy-options.ts";
import type { Remedy } from "./remedy-tables.ts";
import { changeRemedy } from "./store-remedy.ts";
import { giveNotice } from "./tell-remedy.ts";

/**
 * Asks the shopper in the law's own words where the law wants that, once for each delay, and sets the clock by which no answer is an answer.
 * @returns whether the shopper is asked so, and needs no other message
 */
export async function noticeByLaw(tx: Tx, clock: Clock, { remedy, asked }: LockedRemedy): Promise<boolean> {
  const { hasToBeAsked, silence } = isOpen({ remedy, asked }) ? rightsOf(asked, remedy) : { hasToBeAsked: false };
  await setClock(tx, asked, silence);
  const named = asked.newLatest === undefined ? null : dayText(asked.newLatest);
  if (!hasToBeAsked || (remedy.told_times > 0 && remedy.named_latest === named)) return false;
  await giveNotice(tx, clock, asked, remedy.told_times);
  await changeRemedy(tx, remedy, {
    ...{ told_times: remedy.told_times + 1, named_latest: named },
    // A further delay is held against the day that was named first.
    ...(remedy.told_latest === null && { told_latest: named }),
  });
  return true;
}

/** Nothing was chosen that ends the purchase or sends it again, and it has not arrived. */
function isOpen({ remedy, asked }: LockedRemedy): boolean {
  if (asked.outcome !== undefined) return false;
  return remedy.state === "offered" || isGoodwillDone(remedy);
}

async function setClock(tx: Tx, asked: RemedyCase, silence: DelayRights["silence"]): Promise<void> {
  const { incidentId, shopperId, timeZone } = asked;
  if (!silence) return cancelTimer(tx, silenceByLaw, incidentId);
  const at = instantOn(silence.on + 1, "00:00", timeZone);
  await scheduleTimer(tx, silenceByLaw, { key: incidentId, subject: shopperId, at, data: { incidentId } });
}

/** The day is over on which no answer becomes one: what the law says that it means is done, unasked. */
export const silenceByLaw = timer(
  "delivery.delay-consent",
  z.object({ incidentId: IncidentId }),
  async ({ tx, clock }, { incidentId }) => {
    const locked = await lockCase(tx, clock, incidentId);
    if (!locked || !isOpen(locked)) return;
    const { remedy, asked } = locked;
    const { silence } = rightsOf(asked, remedy);
    if (silence?.means === "cancels" && asked.today > silence.on) await cancelByLaw(tx, clock, locked);
    else await setClock(tx, asked, silence);
  },
);

async function cancelByLaw(tx: Tx, clock: Clock, { remedy, asked }: LockedRemedy): Promise<Remedy | undefined> {
  const cancelling = openOptions(asked, remedy).find(({ kind }) => kind === "cancel-refund");
  return cancelling && take({ tx, clock, by: "law", actor: "delivery" }, { remedy, asked }, cancelling);
}
