import { claimSettled, handBackRepaired } from "../../facts/claims/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { settleClaim } from "./claim.contract.ts";
import { claimProcess } from "./claim.ts";
import { changeClaim, factOf, type LockedClaim, lockClaim } from "./store-claim.ts";
import { viewClaim } from "./view-claims.ts";

export const settleClaimOperation = operation(settleClaim, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { claimId }) {
    await endCure({ tx, clock }, await lockClaim(tx, claimId));
    return viewClaim(tx, claimId);
  },
});

/**
 * What is owed for goods that came back is done. What was repaired is handed back, which lets a fault of it count longer, by as much as the law says
 * then. @throws illegal-transition (409)
 */
export async function endCure({ tx, clock }: { readonly tx: Tx; readonly clock: Clock }, locked: LockedClaim) {
  const { claim } = locked;
  const at = clock.now();
  const state = claimProcess.next(claim.state, "settle");
  const repaired = claim.remedy === "repair" ? await cameBack(tx, claim.return_request_id!) : [];
  if (repaired.length > 0) await handBackRepaired(tx, { claimId: claim.id, orderId: claim.order_id, at }, repaired);
  await changeClaim(tx, locked, { state, ended_at: at });
  await tx.append(
    claimSettled({ subject: claim.shopper_id, at, data: { ...factOf(claim), remedy: claim.remedy, repaired } }),
  );
}

/** Units of the claim's return that came in. */
async function cameBack(tx: Tx, requestId: string): Promise<{ line: number; quantity: number }[]> {
  const rows = await tx.db
    .selectFrom("return_request_lines")
    .select(["order_line as line", ({ fn }) => fn.sum<bigint>("received").as("received")])
    .where("request_id", "=", requestId)
    .where("received", ">", 0)
    .groupBy("order_line")
    .execute();
  return rows.map(({ line, received }) => ({ line, quantity: Number(received) }));
}
