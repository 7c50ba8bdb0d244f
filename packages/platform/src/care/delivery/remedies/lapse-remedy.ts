import { z } from "zod";
import { IncidentId } from "../../../facts/identifiers/index.ts";
import { timer } from "../../../foundation/timers/index.ts";
import { lockCase, take } from "./choose.ts";
import { isGone } from "./remedy-context.ts";
import { openOptions } from "./remedy-options.ts";
import type { Remedy } from "./remedy-tables.ts";
import { tellTrouble } from "./tell-remedy.ts";

/** Nobody has answered: what can be given unasked is given; nothing that cannot be taken back is. */
export const remedyAnswer = timer(
  "remedies.answer",
  z.object({ incidentId: IncidentId }),
  async ({ tx, clock }, { incidentId }) => {
    const locked = await lockCase(tx, clock, incidentId);
    if (!locked || !isUnanswered(locked.remedy)) return;
    const { asked, remedy } = locked;
    const unasked = openOptions(asked, remedy).find(({ option }) => option === remedy.without_answer);
    if (unasked) await take({ tx, clock, by: "default", actor: "delivery" }, locked, unasked);
  },
);

/** What is owed waits for a word: the shopper is asked for it once more. */
export const remedyReminder = timer(
  "remedies.remind",
  z.object({ incidentId: IncidentId }),
  async ({ tx, clock }, { incidentId }) => {
    const locked = await lockCase(tx, clock, incidentId);
    if (!locked || !isUnanswered(locked.remedy) || !isGone(locked.asked.kind)) return;
    if (locked.asked.outcome === undefined) await tellTrouble(tx, clock, locked.asked, "reminder");
  },
);

/** Agreeing to wait because the law asks for it is no word on what is given besides. */
function isUnanswered({ state, chosen, consented_until, additional_until, goodwill_given }: Remedy): boolean {
  const hasOnlyAgreed = consented_until !== null || additional_until !== null;
  return state === "offered" && !goodwill_given && (chosen === null || hasOnlyAgreed);
}
