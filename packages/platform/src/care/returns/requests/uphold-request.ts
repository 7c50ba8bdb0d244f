import { returnRequestApproved } from "../../../facts/return-requests/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { problemKind } from "../../../foundation/problems/index.ts";
import { factOf } from "./fact-of-request.ts";
import { freeUnits } from "./free-units.ts";
import { openRequest } from "./open-request.ts";
import { returnRequestProcess } from "./return-request.ts";
import { advanceLines, countAnnounced, lockRequest } from "./store-request.ts";

/** All of it has come back or was announced anew since it was declined: there is nothing left that could go on. */
const returnTakenOtherwise = problemKind("return-taken-otherwise", 409);

interface Upholding {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

/**
 * A return that a person declined goes on as if it had been approved: on the terms under which it was announced, with as long to send it as anybody
 * has, and for as many of its units as have neither come back nor been announced anew since.
 * @throws illegal-transition, return-taken-otherwise (409)
 */
export async function upholdRequest({ tx, clock, actor }: Upholding, returnRequestId: string): Promise<void> {
  const locked = await lockRequest(tx, returnRequestId);
  const { request } = locked;
  returnRequestProcess.next(request.state, "uphold");
  const free = await freeUnits(tx, request.order_id);
  const again = locked.lines.flatMap(({ place, order_line: line, released }) => {
    const quantity = Math.min(released, free.get(line) ?? 0);
    free.set(line, (free.get(line) ?? 0) - quantity);
    return quantity > 0 ? [{ place, line, quantity }] : [];
  });
  if (again.length === 0) throw returnTakenOtherwise({ number: request.number });
  const lines = await advanceLines(
    tx,
    locked,
    again.map(({ place, quantity }) => ({ place, released: -quantity })),
  );
  await countAnnounced(tx, request.order_id, again);
  const data = { ...factOf(request), afterAppeal: true };
  await tx.append(returnRequestApproved({ subject: request.shopper_id, at: clock.now(), data }));
  await openRequest({ tx, clock, actor }, { request, lines }, "uphold");
}
