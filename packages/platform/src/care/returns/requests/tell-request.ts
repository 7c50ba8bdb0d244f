import { z } from "zod";
import { ReturnRequestId } from "../../../facts/identifiers/index.ts";
import {
  returnRequestApproved,
  returnRequestDeclined,
  returnRequestOpened,
} from "../../../facts/return-requests/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { on, type Reaction } from "../../../foundation/reactions/index.ts";
import { timer } from "../../../foundation/timers/index.ts";
import { queueMessage } from "../../../means/messages/index.ts";
import { returnRequestDecided, returnRequestReminder, returnRequestTold } from "./request-mails.ts";

const dayMs = 86_400_000;
/** Later than this the shopper has found out otherwise. */
const worthTellingDays = 7;

interface About {
  readonly returnRequestId: Id<"rrq">;
  readonly orderId: Id<"ord">;
  readonly shopperId: Id<"shp">;
}

async function tell(
  { tx, clock }: { readonly tx: Tx; readonly clock: Clock },
  kind: typeof returnRequestTold | typeof returnRequestDecided | typeof returnRequestReminder,
  { returnRequestId, orderId, shopperId }: About,
): Promise<void> {
  await queueMessage(tx, clock, kind, {
    ...{ shopperId, orderId, key: `${kind.name}/${returnRequestId}`, values: { returnRequestId } },
    notAfter: new Date(clock.now().getTime() + worthTellingDays * dayMs),
  });
}

const tellOpened = on(returnRequestOpened, "return-requests.tell-opened", (context, { data }) =>
  tell(context, returnRequestTold, data),
);
const tellApproved = on(returnRequestApproved, "return-requests.tell-approved", async (context, { data }) => {
  // After an appeal its answer says so, in that person's words.
  if (data.afterAppeal !== true) await tell(context, returnRequestDecided, data);
});
const tellDeclined = on(returnRequestDeclined, "return-requests.tell-declined", (context, { data }) =>
  tell(context, returnRequestDecided, data),
);

export const requestTellings: readonly Reaction[] = [tellOpened, tellApproved, tellDeclined];

/** A week before it lapses. */
export const returnRequestRemind = timer(
  "return-requests.remind",
  z.object({ returnRequestId: ReturnRequestId }),
  async (context, { returnRequestId }) => {
    const row = await context.tx.db
      .selectFrom("return_requests")
      .select(["order_id", "shopper_id", "state"])
      .where("id", "=", returnRequestId)
      .executeTakeFirst();
    if (row?.state !== "open") return;
    const about = { orderId: row.order_id as Id<"ord">, shopperId: row.shopper_id as Id<"shp"> };
    await tell(context, returnRequestReminder, { returnRequestId, ...about });
  },
);
