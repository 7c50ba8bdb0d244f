import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { claimProcess } from "./claim.ts";
import { takeClaimUnits } from "./claim-units.ts";
import { grantClaim } from "./grant-claim.ts";
import { changeClaim, lockClaim } from "./store-claim.ts";

interface Upholding {
  readonly tx: Tx;
  readonly clock: Clock;
  /** The person who decided the appeal. */
  readonly actor: string;
}

/**
 * A claim that a person declined goes on as if it had been accepted as it was reported. A price reduction waits for somebody to agree the sum, and is
 * told no refusal any more.
 * @throws units-not-claimable (409) where its goods came back or are claimed anew since, units-not-available (409)
 */
export async function upholdClaim({ tx, clock, actor }: Upholding, claimId: string): Promise<void> {
  const locked = await lockClaim(tx, claimId);
  const { claim, lines } = locked;
  const units = lines.map(({ order_line: line, quantity }) => ({ line, quantity }));
  await takeClaimUnits(tx, { claimId, orderId: claim.order_id }, units);
  const { remedy } = claim;
  if (remedy !== "price-reduction") {
    await grantClaim({ tx, clock, by: actor }, locked, { remedy });
    return;
  }
  const waiting = { state: claimProcess.next(claim.state, "reopen"), answer: null, ended_at: null };
  await changeClaim(tx, locked, { ...waiting, decided_at: null, decided_by: null });
}
