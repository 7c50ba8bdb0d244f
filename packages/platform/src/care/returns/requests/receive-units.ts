import { returnRequestReceived } from "../../../facts/return-requests/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { scheduleTimer } from "../../../foundation/timers/index.ts";
import { recordReturn } from "../record-return.ts";
import { type TakenUnits, takeUnits } from "../take-units.ts";
import { closeWhenDone } from "./end-request.ts";
import { factOf } from "./fact-of-request.ts";
import { staysThere } from "./return-offer.ts";
import { returnRequestProcess } from "./return-request.ts";
import { inspectedBy, settleUninspected } from "./settle-inspected.ts";
import { type DueUnits, settleUnits } from "./settle-request.ts";
import {
  advanceLines,
  came,
  changeRequest,
  type LockedRequest,
  outstanding,
  type ReturnRequest,
  type ReturnRequestLine,
} from "./store-request.ts";

interface Receiving {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

/** Units of a line of the request, no more than are outstanding. */
export interface ReceivedUnits {
  readonly place: number;
  readonly quantity: number;
}

interface Received extends LockedRequest {
  readonly returnId: Id<"ret">;
}

/**
 * Writes down units of a locked request as come back, as a return of its own, and pays back what that makes due. Goods that stay with the shopper
 * count as come back at once: they cannot come back a second time.
 */
export async function receiveUnits(
  receiving: Receiving,
  locked: LockedRequest,
  units: readonly ReceivedUnits[],
  at: { readonly storeId?: Id<"sto"> | undefined; readonly returnId?: Id<"ret"> | undefined } = {},
): Promise<Received> {
  const { tx, clock } = receiving;
  const { request } = locked;
  const returnId = await recordReturn(tx, {
    purchase: {
      ...{ orderId: request.order_id as Id<"ord">, shopperId: request.shopper_id as Id<"shp"> },
      currency: request.currency,
    },
    taken: await takenOf(tx, locked, units),
    ...{ storeId: at.storeId, at: clock.now(), requestId: request.id as Id<"rrq"> },
    ...(at.returnId !== undefined && { returnId: at.returnId }),
  });
  const lines = await advanceLines(
    tx,
    locked,
    units.map(({ place, quantity }) => ({ place, received: quantity })),
  );
  const isComplete = lines.every((line) => outstanding(line) === 0);
  const received = await changeRequest(tx, request, {
    state: returnRequestProcess.next(request.state, isComplete ? "receive" : "receive-part"),
  });
  await tx.append(
    returnRequestReceived({
      subject: request.shopper_id,
      at: clock.now(),
      data: { ...factOf(request), returnId, isComplete },
    }),
  );
  if (!isDueOnArrival(request)) await settleLater(tx, received, returnId, clock.now());
  const settled = await settleUnits({ ...receiving, returnId }, { request: received, lines }, dueNow(request, lines));
  const closed = await closeWhenDone(receiving, { request: received, lines: settled });
  return { ...closed, returnId };
}

/** What is looked at first is due when it was looked at; there is nothing to look at of what stays with the shopper. */
function isDueOnArrival({ timing, method }: ReturnRequest): boolean {
  return timing !== "inspected" || staysThere(method);
}

/** What is due of a request for all that came in, and was not settled before. */
export function dueNow(request: ReturnRequest, lines: readonly ReturnRequestLine[]): readonly DueUnits[] {
  if (!isDueOnArrival(request)) return [];
  return lines.map((line) => ({ place: line.place, quantity: Math.max(0, came(line) - line.settled) }));
}

async function takenOf(
  tx: DatabaseTx,
  { request, lines }: LockedRequest,
  units: readonly ReceivedUnits[],
): Promise<TakenUnits[]> {
  const bought = await tx.db
    .selectFrom("order_lines")
    .select(["line", "sku", "title", "category", "quantity", "returned_quantity", "paid"])
    .where("order_id", "=", request.order_id)
    .execute();
  const wanted = units.map(({ place, quantity }) => {
    const line = lines.find((each) => each.place === place)!;
    return { line: line.order_line, quantity, reason: line.reason };
  });
  return takeUnits(bought, wanted);
}

/** Each receipt by its own day: what comes later puts nothing off that came before. */
async function settleLater(tx: Tx, request: ReturnRequest, returnId: Id<"ret">, now: Date): Promise<void> {
  const at = inspectedBy(now, request.refund_by);
  const data = { returnRequestId: request.id as Id<"rrq"> };
  await scheduleTimer(tx, settleUninspected, { key: returnId, subject: request.shopper_id, at, data });
}
