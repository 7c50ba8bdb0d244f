import { anything, operation } from "../../foundation/operations/index.ts";
import { illegalTransition } from "../../foundation/problems/index.ts";
import { type LockedLeg, lockLeg } from "./lock-refund.ts";
import { isForPeople } from "./plan-legs.ts";
import { fail, succeed } from "./record-answer.ts";
import { reportLeg } from "./refund.contract.ts";
import { refundLeg } from "./refund-leg.ts";
import { viewRefund } from "./refund-view.ts";

export const reportLegOperation = operation(reportLeg, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { legId, outcome, reference }) {
    const found = await lockLeg(tx, legId);
    const locked = handedOver(found);
    const heard = { actor: actor.id, reference };
    if (outcome === "succeeded") await succeed(tx, clock, locked, heard);
    else await fail(tx, clock, locked, { ...heard, failure: "reported" });
    return viewRefund(tx, found.refund.id, actor);
  },
});

/** A share that people pay out leaves our hands with what they report; one that a provider works on is the provider's to tell. */
function handedOver(locked: LockedLeg): LockedLeg {
  const { leg } = locked;
  if (isForPeople(leg.provider)) {
    return leg.state === "intended"
      ? { ...locked, leg: { ...leg, state: refundLeg.next(leg.state, "submit") } }
      : locked;
  }
  if (leg.state === "unknown") return locked;
  throw illegalTransition({ process: refundLeg.name, state: leg.state, command: "report", allowed: "–" });
}
