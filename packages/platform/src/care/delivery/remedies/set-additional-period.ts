import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import { ownOrder } from "../../../facts/orders/index.ts";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../../foundation/problems/index.ts";
import { additionalDays } from "../../../judgement/law/index.ts";
import { choose, lockCase } from "./choose.ts";
import { setAdditionalPeriod } from "./remedy.contract.ts";
import { openOptions } from "./remedy-options.ts";
import { viewRemedy } from "./view-remedy.ts";

/** What was agreed is not over yet, one was set already, or another law holds where it goes to. */
const noAdditionalPeriod = problemKind("no-additional-period", 409);

export const setAdditionalPeriodOperation = operation(setAdditionalPeriod, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { orderId, until }) {
    const incident = await tx.db
      .selectFrom("incidents")
      .select("id")
      .where("order_id", "=", orderId)
      .where("closed_at", "is", null)
      .executeTakeFirst();
    const locked = incident && (await lockCase(tx, clock, incident.id as IdOf<typeof IncidentId>));
    if (!locked) throw notFound({ field: "orderId" });
    const { asked } = locked;
    const open = openOptions(asked, locked.remedy).find(({ kind }) => kind === "set-additional-period");
    if (!open) throw noAdditionalPeriod();
    requireAppropriate(dayNumber(until) - asked.today);
    const isShopper = actor.role === "shopper";
    const choosing = { tx, clock, by: isShopper ? "shopper" : "agent", actor: actor.id } as const;
    const remedy = await choose(choosing, locked, open.option, dayNumber(until));
    return viewRemedy(tx, clock, { remedy, locale, toStaff: !isShopper });
  },
});

function requireAppropriate(days: number): void {
  const { least, most } = additionalDays;
  if (days >= least && days <= most) return;
  const message = `has to be ${least} to ${most} days from today`;
  throw badInput({ field: "until", reason: message }, { fields: [{ field: "until", message }] });
}
