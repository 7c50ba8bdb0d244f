import { z } from "zod";
import { ReturnRequestId } from "../../facts/identifiers/index.ts";
import { returnAdvanceClaimed, returnAdvanceReminded } from "../../facts/return-advances/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { scheduleTimer, type Timer, timer } from "../../foundation/timers/index.ts";
import { queueMessage } from "../messages/index.ts";
import { advanceProcess } from "./advance.ts";
import type { Advance } from "./advance-tables.ts";
import { goodsAwaited } from "./tell-goods-awaited.ts";

const dayMs = 86_400_000;
/** Between the reminder and the moment at which a person looks at it. */
const answerDays = 14;

/** Reminds the shopper first, and then leaves it to a person. Goods that came meanwhile have ended it. */
export const chaseAdvance: Timer = timer(
  "return-advances.chase",
  z.object({ returnRequestId: ReturnRequestId }),
  async ({ tx, clock }, { returnRequestId }) => {
    const advance = await lockAdvance(tx, returnRequestId);
    if (!advance || advance.state === "ended" || advance.state === "claimed") return;
    const at = clock.now();
    const isFirst = advance.state === "open";
    const state = advanceProcess.next(advance.state, isFirst ? "remind" : "claim");
    const due_at = isFirst ? new Date(at.getTime() + answerDays * dayMs) : null;
    await tx.db
      .updateTable("return_advances")
      .set({ state, due_at })
      .where("request_id", "=", returnRequestId)
      .execute();
    const { shopper_id: shopperId, order_id: orderId } = advance;
    const told = { subject: shopperId, at, data: aboutAdvance(advance) };
    if (due_at === null) {
      await tx.append(returnAdvanceClaimed(told));
      return;
    }
    await scheduleTimer(tx, chaseAdvance, {
      ...{ key: returnRequestId, subject: shopperId, at: due_at, data: { returnRequestId } },
    });
    await queueMessage(tx, clock, goodsAwaited, {
      ...{ shopperId, orderId, key: `return-advance/${returnRequestId}`, values: { returnRequestId } },
    });
    await tx.append(returnAdvanceReminded(told));
  },
);

export async function lockAdvance(tx: DatabaseTx, requestId: string): Promise<Advance | undefined> {
  return tx.db
    .selectFrom("return_advances")
    .selectAll()
    .where("request_id", "=", requestId)
    .forUpdate()
    .executeTakeFirst();
}

/** What every fact about it says. */
export function aboutAdvance({ request_id, order_id, shopper_id, outstanding, currency }: Advance) {
  return {
    ...{ returnRequestId: request_id as Id<"rrq">, orderId: order_id as Id<"ord">, shopperId: shopper_id as Id<"shp"> },
    ...{ outstanding, currency },
  };
}
