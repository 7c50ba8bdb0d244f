import { anything, operation } from "../../../foundation/operations/index.ts";
import { choose, lockCase } from "./choose.ts";
import { noticeByLaw } from "./law-notice.ts";
import { ownIncident } from "./own-incident.ts";
import { chooseRemedy } from "./remedy.contract.ts";
import { viewRemedy } from "./view-remedy.ts";

export const chooseRemedyOperation = operation(chooseRemedy, {
  by: { shopper: ownIncident, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { incidentId, option }) {
    const locked = await lockCase(tx, clock, incidentId);
    const isShopper = actor.role === "shopper";
    const remedy = await choose({ tx, clock, by: isShopper ? "shopper" : "agent", actor: actor.id }, locked, option);
    // Who has answered is not asked any more, and silence means nothing.
    if (locked) await noticeByLaw(tx, clock, { ...locked, remedy });
    return viewRemedy(tx, clock, { remedy, locale, toStaff: !isShopper });
  },
});
