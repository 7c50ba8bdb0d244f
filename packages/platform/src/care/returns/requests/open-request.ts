import { CarriedMethod } from "../../../facts/return-requests/return-request.schema.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { dueTimer, scheduleAll } from "../../../foundation/timers/index.ts";
import { createLabel } from "../../../means/labels/index.ts";
import { returnRequestExpiry } from "./end-request.ts";
import { receiveUnits } from "./receive-units.ts";
import { staysThere } from "./return-offer.ts";
import { returnRequestProcess } from "./return-request.ts";
import { settleUnits } from "./settle-request.ts";
import { changeRequest, type LockedRequest, outstanding, type ReturnRequest } from "./store-request.ts";
import { returnRequestRemind } from "./tell-request.ts";

const dayMs = 86_400_000;
/** How long announced goods are awaited before their units are free again. */
const awaitedDays = 28;
/** So long before the end the shopper is reminded of it. */
const remindDays = 7;

interface Opening {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

/**
 * The return is granted, at first or after it was declined: from now on its goods are awaited, or count as received where they need not travel, and
 * what is due at once is paid back. What came back another way while it waited is not.
 */
export async function openRequest(
  opening: Opening,
  { request, lines }: LockedRequest,
  command: "approve" | "uphold" = "approve",
): Promise<ReturnRequest> {
  const { tx, clock } = opening;
  const expires = new Date(clock.now().getTime() + awaitedDays * dayMs);
  const open = await changeRequest(tx, request, {
    ...{ state: returnRequestProcess.next(request.state, command), declined: null },
    ...{ closed_at: null },
    expires_at: staysThere(request.method) ? null : expires,
  });
  const all = lines.flatMap((line) => {
    const quantity = outstanding(line);
    return quantity > 0 ? [{ place: line.place, quantity }] : [];
  });
  if (staysThere(request.method)) {
    const { request: received } = await receiveUnits(opening, { request: open, lines }, all);
    return received;
  }
  const { id, shopper_id: subject } = request;
  const data = { returnRequestId: id as Id<"rrq"> };
  const remindAt = new Date(expires.getTime() - remindDays * dayMs);
  await scheduleAll(tx, [
    dueTimer(returnRequestExpiry, { key: id, subject, at: expires, data }),
    dueTimer(returnRequestRemind, { key: id, subject, at: remindAt, data }),
  ]);
  await makeLabel(opening, { request: open, lines });
  if (request.timing === "instant") await settleUnits(opening, { request: open, lines }, all);
  return open;
}

/** A label where a carrier of the shop's takes it; without one the shopper sends it with whom they like. */
async function makeLabel({ tx, clock }: Opening, { request, lines }: LockedRequest): Promise<void> {
  const carried = CarriedMethod.safeParse(request.method);
  if (!carried.success) return;
  const country = request.country ?? undefined;
  await createLabel(tx, clock, {
    ...{ returnRequestId: request.id, shopperId: request.shopper_id, orderId: request.order_id },
    ...{ method: carried.data, country },
    lines: lines.flatMap((line) => {
      const quantity = outstanding(line);
      return quantity > 0 ? [{ orderId: request.order_id, line: line.order_line, quantity }] : [];
    }),
  });
}
