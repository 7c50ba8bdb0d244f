import { claimLapsed } from "../../facts/claims/index.ts";
import { exchangeCompleted } from "../../facts/exchanges/index.ts";
import {
  returnRequestCancelled,
  returnRequestClosed,
  returnRequestExpired,
  returnRequestReceived,
} from "../../facts/return-requests/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { claimProcess } from "./claim.ts";
import { endCure } from "./settle-claim.ts";
import { changeClaim, factOf, type LockedClaim, lockClaim } from "./store-claim.ts";

interface Context {
  readonly tx: Tx;
  readonly clock: Clock;
}

const begin = on(returnRequestReceived, "claims.goods-came", async ({ tx }, { data }) => {
  const locked = await ofRequest(tx, data.returnRequestId);
  if (locked?.claim.state !== "accepted") return;
  await changeClaim(tx, locked, { state: claimProcess.next(locked.claim.state, "receive") });
});

/** Paid back when its return is closed; a repair and a replacement take longer than that. */
const settlePaid = on(returnRequestClosed, "claims.return-closed", async (context, { data }) => {
  const locked = await ofRequest(context.tx, data.returnRequestId);
  if (locked?.claim.state === "accepted") await lapse(context, locked);
  if (locked?.claim.state === "in-cure" && locked.claim.remedy === "refund") await endCure(context, locked);
});

const settleReplaced = on(exchangeCompleted, "claims.replaced", async (context, { data }) => {
  const locked = await ofRequest(context.tx, data.returnRequestId);
  if (locked?.claim.state === "in-cure") await endCure(context, locked);
});

const lapseExpired = on(returnRequestExpired, "claims.return-expired", async (context, { data }) => {
  const locked = await ofRequest(context.tx, data.returnRequestId);
  if (locked?.claim.state === "accepted") await lapse(context, locked);
});

const lapseCancelled = on(returnRequestCancelled, "claims.return-cancelled", async (context, { data }) => {
  const locked = await ofRequest(context.tx, data.returnRequestId);
  if (locked?.claim.state === "accepted") await lapse(context, locked);
});

async function lapse({ tx, clock }: Context, locked: LockedClaim): Promise<void> {
  const at = clock.now();
  const state = claimProcess.next(locked.claim.state, "lapse");
  const { claim } = await changeClaim(tx, locked, { state, ended_at: at });
  await tx.append(claimLapsed({ subject: claim.shopper_id, at, data: factOf(claim) }));
}

async function ofRequest(tx: Tx, returnRequestId: string): Promise<LockedClaim | undefined> {
  const query = tx.db.selectFrom("claims").select("id").where("return_request_id", "=", returnRequestId);
  const row = await query.executeTakeFirst();
  return row && lockClaim(tx, row.id);
}

export const followGoods: readonly Reaction[] = [begin, settlePaid, settleReplaced, lapseExpired, lapseCancelled];
