import { sql } from "kysely";
import { z } from "zod";
import { ReturnRequestId } from "../../../facts/identifiers/index.ts";
import { itemInspected } from "../../../facts/items/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { on } from "../../../foundation/reactions/index.ts";
import { timer } from "../../../foundation/timers/index.ts";
import { closeWhenDone } from "./end-request.ts";
import { settleUnits } from "./settle-request.ts";
import { type LockedRequest, lockRequest } from "./store-request.ts";

/**
 * Units were looked at: where the policy pays then, they are paid. What was found changes nothing of the amount: a grade decides where goods go,
 * and what an inspection takes off a price is for a person to say.
 */
export const settleWhenInspected = on(itemInspected, "return-requests.inspected", async ({ tx, clock }, { data }) => {
  const row = await tx.db.selectFrom("returns").select("request_id").where("id", "=", data.returnId).executeTakeFirst();
  if (!row?.request_id) return;
  const locked = await lockRequest(tx, row.request_id);
  if (locked.request.timing !== "inspected") return;
  const inspected = await countInspected(tx, row.request_id);
  await settleUpTo({ tx, clock }, locked, inspected);
});

/** Nobody has looked at it in time: what came in is paid all the same, before the law's day is over. */
export const settleUninspected = timer(
  "return-requests.settle-uninspected",
  z.object({ returnRequestId: ReturnRequestId }),
  async ({ tx, clock }, { returnRequestId }) => {
    const locked = await lockRequest(tx, returnRequestId);
    await settleUpTo({ tx, clock }, locked, undefined);
  },
);

/** @param counts of an order's lines that are due, undefined: all that came in */
async function settleUpTo(
  context: { readonly tx: Tx; readonly clock: Clock },
  locked: LockedRequest,
  counts: Map<number, number> | undefined,
): Promise<void> {
  const left = counts && new Map(counts);
  const due = locked.lines.map(({ place, order_line, received, settled }) => {
    const looked = left ? Math.min(received, left.get(order_line) ?? 0) : received;
    left?.set(order_line, (left.get(order_line) ?? 0) - looked);
    return { place, quantity: Math.max(0, looked - settled) };
  });
  const lines = await settleUnits({ ...context, actor: "returns" }, locked, due);
  await closeWhenDone(context, { request: locked.request, lines });
}

/** By line of the order, how many units of a request's returns were looked at. */
async function countInspected(tx: DatabaseTx, requestId: string): Promise<Map<number, number>> {
  const { rows } = await sql<{ line: number; units: number }>`
    select i.order_line as line, sum(i.quantity)::int as units
    from items i join returns r on r.id = i.return_id
    where r.request_id = ${requestId} and i.inspected_at is not null and i.order_line is not null
    group by i.order_line`.execute(tx.db);
  return new Map(rows.map(({ line, units }) => [line, units]));
}
