import { claimDeclined } from "../../facts/claims/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { recordDecisionByPerson } from "../../judgement/fairness/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { acceptClaim, declineClaim } from "./claim.contract.ts";
import { claimProcess } from "./claim.ts";
import { claimAnswered } from "./claim-mail.ts";
import type { Claim } from "./claim-tables.ts";
import { grantClaim } from "./grant-claim.ts";
import { changeClaim, factOf, lockClaim } from "./store-claim.ts";
import { viewClaim } from "./view-claims.ts";

const person = { agent: anything, manager: anything, admin: anything };

export const acceptClaimOperation = operation(acceptClaim, {
  by: person,
  async run({ tx, clock, actor }, { claimId, remedy, method, amount, answer }) {
    const locked = await lockClaim(tx, claimId);
    const granted = { remedy: remedy ?? locked.claim.remedy, method, amount, answer };
    const { claim } = await grantClaim({ tx, clock, by: actor.id }, locked, granted);
    await tell({ tx, clock }, claim);
    return viewClaim(tx, claimId);
  },
});

/** A person, never a rule: nothing is declined by a machine. */
export const declineClaimOperation = operation(declineClaim, {
  by: person,
  async run({ tx, clock, actor }, { claimId, answer }) {
    const locked = await lockClaim(tx, claimId);
    const at = clock.now();
    const { claim } = await changeClaim(tx, locked, {
      ...{ state: claimProcess.next(locked.claim.state, "decline"), answer },
      ...{ decided_at: at, decided_by: actor.id, ended_at: at },
    });
    const { shopperId, orderId } = factOf(claim);
    await tx.append(claimDeclined({ subject: shopperId, at, data: factOf(claim) }));
    await recordDecisionByPerson(tx, {
      ...{ kind: "claim", subject: claim.id, shopperId, orderId, currency: claim.currency },
      ...{ by: actor.id, because: answer, at },
    });
    await tell({ tx, clock }, claim);
    return viewClaim(tx, claimId);
  },
});

async function tell({ tx, clock }: { readonly tx: Tx; readonly clock: Clock }, claim: Claim): Promise<void> {
  const { claimId, shopperId, orderId } = factOf(claim);
  // What was declined can be decided once more after an appeal, either way, and is told again then.
  const key = `claim/${claimId}/${claim.state}/${claim.decided_at?.getTime() ?? 0}`;
  await queueMessage(tx, clock, claimAnswered, { shopperId, orderId, key, values: { claimId } });
}
