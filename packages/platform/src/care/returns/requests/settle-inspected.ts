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

const dayMs = 86_400_000;
/** Goods that came in are looked at within so many days, or paid unseen. */
const inspectionDays = 7;

/**
 * By when goods that came in are paid, looked at or not: a week later, and no later than a day before the law's last day, by when the money has to be
 * on its way. Pure.
 * @param refundBy the law's last day, "2026-03-02"
 */
export function inspectedBy(cameAt: Date, refundBy: string | null): Date {
  const week = cameAt.getTime() + inspectionDays * dayMs;
  const latest = refundBy === null ? week : Math.min(week, new Date(`${refundBy}T00:00:00Z`).getTime() - dayMs);
  return new Date(Math.max(cameAt.getTime(), latest));
}

/**
 * Units were looked at: where the policy pays then, they are paid. What was found changes nothing of the amount: a grade decides where goods go,
 * and what an inspection takes off a price is for a person to say.
 */
export const settleWhenInspected = on(itemInspected, "return-requests.inspected", async ({ tx, clock }, { data }) => {
  if (data.returnId === undefined) return;
  const row = await tx.db.selectFrom("returns").select("request_id").where("id", "=", data.returnId).executeTakeFirst();
  if (!row?.request_id) return;
  const locked = await lockRequest(tx, row.request_id);
  if (locked.request.timing === "inspected") await settleSeen({ tx, clock }, locked);
});

/** Nobody has looked at it in time: what came in by then is paid all the same, before the law's day is over. */
export const settleUninspected = timer(
  "return-requests.settle-uninspected",
  z.object({ returnRequestId: ReturnRequestId }),
  async ({ tx, clock }, { returnRequestId }) => settleSeen({ tx, clock }, await lockRequest(tx, returnRequestId)),
);

/** Pays what was looked at, or has waited for that too long. */
async function settleSeen(context: { readonly tx: Tx; readonly clock: Clock }, locked: LockedRequest): Promise<void> {
  const left = await countSeen(context.tx, locked.request, context.clock.now());
  const due = locked.lines.map((line) => {
    const { place, order_line, received, settled } = line;
    const seen = Math.min(received, left.get(order_line) ?? 0);
    left.set(order_line, (left.get(order_line) ?? 0) - seen);
    return { place, quantity: Math.max(0, seen + line.elsewhere - settled) };
  });
  const lines = await settleUnits({ ...context, actor: "returns" }, locked, due);
  await closeWhenDone(context, { request: locked.request, lines });
}

/** By line of the order, how many units of a request were looked at, or are due all the same: each receipt by its own day. */
async function countSeen(
  { db }: DatabaseTx,
  { id, refund_by }: LockedRequest["request"],
  now: Date,
): Promise<Map<number, number>> {
  const { rows } = await sql<{ cameAt: Date; line: number; units: number; inspected: number }>`
    select r.returned_at as "cameAt", l.order_line as line, sum(l.quantity)::int as units, coalesce((
      select sum(i.quantity) from items i
      where i.return_id = r.id and i.order_line = l.order_line and i.inspected_at is not null), 0)::int as inspected
    from returns r join return_lines l on l.return_id = r.id
    where r.request_id = ${id} and l.order_line is not null
    group by r.id, r.returned_at, l.order_line`.execute(db);
  const seen = new Map<number, number>();
  for (const { cameAt, line, units, inspected } of rows) {
    const count = inspectedBy(cameAt, refund_by) <= now ? units : Math.min(units, inspected);
    seen.set(line, (seen.get(line) ?? 0) + count);
  }
  return seen;
}
