import { sql } from "kysely";
import { lockLines } from "../../../facts/orders/index.ts";
import { returnRequestCameOtherwise } from "../../../facts/return-requests/index.ts";
import { returnRecorded } from "../../../facts/returns/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { on } from "../../../foundation/reactions/index.ts";
import { endRequest } from "./end-request.ts";
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

/** Units by line of an order. */
type Units = Map<number, number>;

interface Context {
  readonly tx: Tx;
  readonly clock: Clock;
}

/**
 * Goods came back at a till, or as the shop says. What was paid back before it came is what has come, wherever it did: units of a line are alike, and
 * nobody is asked for goods that are here. Of the others, what requests await beyond what still counts as announced is not awaited any more, oldest
 * first: whoever took the goods has counted.
 */
export const releaseWhatCameOtherwise = on(
  returnRecorded,
  "return-requests.came-otherwise",
  async (context, { data }) => {
    if (data.returnRequestId !== undefined) return;
    const orders = Map.groupBy(data.lines, ({ orderId }) => orderId);
    for (const [orderId, lines] of orders) {
      if (orderId === undefined) continue;
      const units: Units = new Map();
      // What was announced and paid ahead only after these were taken back, and paid for, has not come with them.
      for (const { orderLine = 0, quantity, paidAhead = quantity } of lines)
        units.set(orderLine, (units.get(orderLine) ?? 0) + paidAhead);
      await follow(context, orderId, data.returnId, units);
    }
  },
);

async function follow(context: Context, orderId: string, returnId: Id<"ret">, units: Units): Promise<void> {
  const { tx } = context;
  await lockLines(tx, orderId);
  const concerned = await readConcerned(tx, orderId);
  if (concerned.length === 0) return;
  const surplus = await readSurplus(tx, orderId);
  for (const id of concerned) await takeAhead(context, await lockRequest(tx, id), returnId, { units, surplus });
  for (const id of concerned) {
    const locked = await lockRequest(tx, id);
    if (locked.request.closed_at === null) await release(context, locked, surplus);
  }
}

/** What was paid back ahead and is here now: it is not announced any more either, whoever counted it. */
async function takeAhead(
  { tx, clock }: Context,
  locked: LockedRequest,
  returnId: Id<"ret">,
  { units, surplus }: { readonly units: Units; readonly surplus: Units },
): Promise<void> {
  const { request } = locked;
  const here = locked.lines.flatMap((row) => {
    const { place, order_line: line } = row;
    const quantity = take(units, line, paidAhead(row));
    const uncounted = quantity - take(surplus, line, quantity);
    const released = Math.min(quantity, outstanding(row));
    return quantity === 0 ? [] : [{ place, line, quantity, elsewhere: quantity, released, uncounted }];
  });
  if (here.length === 0) return;
  await advanceLines(
    tx,
    locked,
    here.map(({ place, elsewhere, released }) => ({ place, elsewhere, released })),
  );
  await countAnnounced(
    tx,
    request.order_id,
    here.map(({ line, uncounted }) => ({ line, quantity: -uncounted })),
  );
  const lines = here.map(({ line, quantity }) => ({ line, quantity }));
  const data = { ...factOf(request), returnId, lines };
  await tx.append(returnRequestCameOtherwise({ subject: request.shopper_id, at: clock.now(), data }));
}

async function release(context: Context, locked: LockedRequest, surplus: Units): Promise<void> {
  const released = locked.lines.flatMap((line) => {
    const quantity = take(surplus, line.order_line, outstanding(line));
    return quantity === 0 ? [] : [{ place: line.place, released: quantity }];
  });
  const lines = await advanceLines(context.tx, locked, released);
  if (lines.every((line) => outstanding(line) === 0)) await endAwaiting(context, { ...locked, lines });
}

/** Takes as many as there are, and no more than are wanted. @returns how many */
function take(units: Units, line: number, wanted: number): number {
  const there = units.get(line) ?? 0;
  const taken = Math.min(there, wanted);
  units.set(line, there - taken);
  return taken;
}

/** Nothing is awaited any more: what came in and is not paid for yet still is, and nothing else happens. */
async function endAwaiting(context: Context, locked: LockedRequest): Promise<void> {
  const { request, lines } = locked;
  if (lines.every((line) => line.settled >= came(line))) await endRequest(context, locked, "close");
  else if (request.state !== "received")
    await changeRequest(context.tx, request, { state: returnRequestProcess.next(request.state, "receive") });
}

/** Requests whose goods are awaited, or were paid back and never came; oldest first. */
async function readConcerned(tx: DatabaseTx, orderId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from return_requests r
    where r.order_id = ${orderId} and (
      exists (
        select from return_request_lines l
        where l.request_id = r.id and l.settled > l.received + l.elsewhere)
      or (r.closed_at is null and exists (
        select from return_request_lines l where l.request_id = r.id and l.quantity > l.received + l.released)))
    order by r.requested_at, r.id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** By line, how many units requests await beyond what still counts as announced. */
async function readSurplus(tx: DatabaseTx, orderId: string): Promise<Units> {
  const { rows } = await sql<{ line: number; surplus: number }>`
    select o.line, (coalesce(a.awaited, 0) - o.requested_quantity)::int as surplus
    from order_lines o join (
      select l.order_line, sum(
        case when r.closed_at is null then l.quantity - l.received - l.released
        -- Paid back and never come: nobody can announce it again.
        else greatest(0, least(l.released - l.elsewhere, l.settled - l.received - l.elsewhere)) end) as awaited
      from return_requests r join return_request_lines l on l.request_id = r.id
      where r.order_id = ${orderId} group by l.order_line
    ) a on a.order_line = o.line
    where o.order_id = ${orderId} and coalesce(a.awaited, 0) > o.requested_quantity`.execute(tx.db);
  return new Map(rows.map(({ line, surplus }) => [line, surplus]));
}
