import { sql } from "kysely";
import { returnRecorded } from "../../../facts/returns/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { on } from "../../../foundation/reactions/index.ts";
import { endRequest } from "./end-request.ts";
import { returnRequestProcess } from "./return-request.ts";
import { advanceLines, changeRequest, type LockedRequest, lockRequest, outstanding } from "./store-request.ts";

/**
 * Goods that had been announced came back at a till, or as the shop says: nobody awaits them any more. How many are still announced stands at the
 * order's line, where whoever took them has counted; what requests await beyond that is released, oldest first.
 */
export const releaseWhatCameOtherwise = on(
  returnRecorded,
  "return-requests.came-otherwise",
  async ({ tx, clock }, { data }) => {
    if (data.returnRequestId !== undefined) return;
    const orders = new Set(data.lines.flatMap(({ orderId }) => orderId ?? []));
    for (const orderId of orders) {
      const open = await tx.db
        .selectFrom("return_requests")
        .select("id")
        .where("order_id", "=", orderId)
        .where("state", "in", ["requested", "open", "on-its-way", "partly-received"])
        .orderBy("requested_at")
        .execute();
      for (const { id } of open) {
        const locked = await lockRequest(tx, id);
        if (returnRequestProcess.isFinal(locked.request.state)) continue;
        const surplus = await readSurplus(tx, orderId);
        const released = locked.lines.flatMap((line) => {
          const quantity = Math.min(outstanding(line), surplus.get(line.order_line) ?? 0);
          surplus.set(line.order_line, (surplus.get(line.order_line) ?? 0) - quantity);
          return quantity === 0 ? [] : [{ place: line.place, released: quantity }];
        });
        if (released.length === 0) continue;
        const lines = await advanceLines(tx, locked, released);
        if (lines.every((line) => outstanding(line) === 0)) await endAwaiting({ tx, clock }, { ...locked, lines });
      }
    }
  },
);

/** Nothing is awaited any more: what came in and is not paid for yet still is, and nothing else happens. */
async function endAwaiting(context: { readonly tx: Tx; readonly clock: Clock }, locked: LockedRequest): Promise<void> {
  const { request, lines } = locked;
  if (lines.every(({ settled, received }) => settled >= received)) await endRequest(context, locked, "close");
  else await changeRequest(context.tx, request, { state: returnRequestProcess.next(request.state, "receive") });
}

/** By line, how many units requests await beyond what still counts as announced. */
async function readSurplus(tx: DatabaseTx, orderId: string): Promise<Map<number, number>> {
  const { rows } = await sql<{ line: number; surplus: number }>`
    select o.line, (coalesce(a.awaited, 0) - o.requested_quantity)::int as surplus
    from order_lines o join (
      select l.order_line, sum(
        case when r.closed_at is null then l.quantity - l.received - l.released
        -- Paid back and never come: nobody can announce it again.
        else greatest(0, least(l.released, l.settled - l.received)) end) as awaited
      from return_requests r join return_request_lines l on l.request_id = r.id
      where r.order_id = ${orderId} group by l.order_line
    ) a on a.order_line = o.line
    where o.order_id = ${orderId} and coalesce(a.awaited, 0) > o.requested_quantity`.execute(tx.db);
  return new Map(rows.map(({ line, surplus }) => [line, surplus]));
}
