import { z } from "zod";
import { ReturnRequestId } from "../../../facts/identifiers/index.ts";
import {
  returnRequestCancelled,
  returnRequestClosed,
  returnRequestDeclined,
  returnRequestExpired,
} from "../../../facts/return-requests/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { cancelTimer, timer } from "../../../foundation/timers/index.ts";
import { cancelLabels } from "../../../means/labels/index.ts";
import { factOf } from "./fact-of-request.ts";
import { returnRequestProcess } from "./return-request.ts";
import {
  advanceLines,
  came,
  changeRequest,
  countAnnounced,
  type LockedRequest,
  lockRequest,
  outstanding,
  paidAhead,
} from "./store-request.ts";

interface Ending {
  readonly tx: Tx;
  readonly clock: Clock;
}

/** Announced goods have not come. What was paid back ahead of them stays awaited: a person sees to it. */
export const returnRequestExpiry = timer(
  "return-requests.expire",
  z.object({ returnRequestId: ReturnRequestId }),
  async ({ tx, clock }, { returnRequestId }) => {
    const locked = await lockRequest(tx, returnRequestId);
    if (locked.request.state === "open" && locked.lines.every((line) => paidAhead(line) === 0))
      await endRequest({ tx, clock }, locked, "expire");
  },
);

/** Ends a request of which nothing is outstanding, once everything that came in is settled. */
export async function closeWhenDone(ending: Ending, locked: LockedRequest): Promise<LockedRequest> {
  const { request, lines } = locked;
  const isDone = lines.every((line) => outstanding(line) === 0 && line.settled >= came(line));
  return request.state === "received" && isDone ? endRequest(ending, locked, "close") : locked;
}

const facts = {
  close: returnRequestClosed,
  cancel: returnRequestCancelled,
  expire: returnRequestExpired,
  decline: returnRequestDeclined,
};

/**
 * Ends a locked request by a command of its process. What is outstanding can be announced again, except units that were paid back already: nobody
 * is paid twice for goods that were lost on their way.
 * @param because why it was declined
 * @throws illegal-transition (409)
 */
export async function endRequest(
  { tx, clock }: Ending,
  locked: LockedRequest,
  command: keyof typeof facts,
  because?: string,
): Promise<LockedRequest> {
  const { request, lines } = locked;
  const now = clock.now();
  const state = returnRequestProcess.next(request.state, command);
  const open = lines.filter((line) => outstanding(line) > 0);
  const released = await advanceLines(
    tx,
    locked,
    open.map((line) => ({ place: line.place, released: outstanding(line) })),
  );
  await countAnnounced(
    tx,
    request.order_id,
    open.map((line) => ({
      line: line.order_line,
      quantity: Math.min(paidAhead(line), outstanding(line)) - outstanding(line),
    })),
  );
  const ended = await changeRequest(tx, request, {
    ...{ state, closed_at: now, expires_at: null },
    ...(because !== undefined && { declined: because }),
  });
  await cancelTimer(tx, returnRequestExpiry, request.id);
  // What has come travelled under its label, and what is not awaited any more may still be on its way.
  if (command !== "close") await cancelLabels(tx, clock, request.id);
  await tx.append(facts[command]({ subject: request.shopper_id, at: now, data: factOf(request) }));
  return { request: ended, lines: released };
}
