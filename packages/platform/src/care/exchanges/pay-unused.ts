import { z } from "zod";
import { ReturnRequestId } from "../../facts/identifiers/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { scheduleTimer, timer } from "../../foundation/timers/index.ts";
import { lockLiveExchange, lockReturn } from "./store-exchange.ts";
import { payInMoney } from "./use-value.ts";

const dayMs = 86_400_000;

/** Nobody has chosen anything for goods that are back: their money is paid. An exchange of them that is under way takes them up itself. */
export const payUnused = timer(
  "exchanges.pay-unused",
  z.object({ returnRequestId: ReturnRequestId }),
  async ({ tx, clock }, { returnRequestId }) => {
    await lockReturn(tx, returnRequestId);
    if (!(await lockLiveExchange(tx, returnRequestId))) await payInMoney({ tx, clock }, returnRequestId);
  },
);

/** Pays in money in so many days what nobody has chosen anything for by then; said again it is moved. */
export async function payUnusedLater(
  tx: DatabaseTx,
  clock: Clock,
  of: { readonly return_request_id: string; readonly shopper_id: string },
  days: number,
): Promise<void> {
  const at = new Date(clock.now().getTime() + days * dayMs);
  const returnRequestId = of.return_request_id as Id<"rrq">;
  await scheduleTimer(tx, payUnused, { key: returnRequestId, subject: of.shopper_id, at, data: { returnRequestId } });
}
