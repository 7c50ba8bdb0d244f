import type { z } from "zod";
import { returnAdvanceEnded, returnAdvanceOpened } from "../../facts/return-advances/index.ts";
import {
  returnRequestCameOtherwise,
  returnRequestReceived,
  returnRequestSettled,
  returnRequestSettlementCalledOff,
} from "../../facts/return-requests/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { StoredEvent, Tx } from "../../foundation/events/index.ts";
import { allocate } from "../../foundation/money/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { cancelTimer, scheduleTimer } from "../../foundation/timers/index.ts";
import { type AdvanceEntry, advanceProcess, outstandingOf } from "./advance.ts";
import type { Advance } from "./advance-tables.ts";
import { aboutAdvance, chaseAdvance, lockAdvance } from "./chase-advance.ts";

const dayMs = 86_400_000;
/** Goods are given so long to come before anybody is reminded. */
const patienceDays = 21;

const followSettled = on(returnRequestSettled, "return-advances.follow-settled", ({ tx }, event) =>
  noteSettled(tx, event),
);

/** The same within the transaction that settles, for who must not wait for it. Said twice it counts once. */
export async function noteAdvance(tx: Tx, event: StoredEvent): Promise<void> {
  await noteSettled(tx, { ...event, data: returnRequestSettled.data.parse(event.data) });
}

async function noteSettled(tx: Tx, event: StoredEvent<z.output<typeof returnRequestSettled.data>>): Promise<void> {
  const { returnRequestId, orderId, shopperId, currency, lines, amount: paid, refundId } = event.data;
  // What changes hands without money has a deposit of its own, or none.
  if (refundId === undefined) return;
  await note(tx, event.id, returnRequestId, entriesOf(lines, paid));
  const known = await lockAdvance(tx, returnRequestId);
  const outstanding = await readOutstanding(tx, returnRequestId);
  if (known) return update(tx, known, outstanding, event.at);
  if (outstanding === 0n) return;
  const due_at = new Date(event.at.getTime() + patienceDays * dayMs);
  const advance: Advance = {
    ...{ request_id: returnRequestId, order_id: orderId, shopper_id: shopperId, currency, outstanding },
    ...{ state: advanceProcess.initial, opened_at: event.at, due_at },
    ...{ ended_at: null, ended_because: null, ended_by: null },
  };
  await tx.db.insertInto("return_advances").values(advance).execute();
  await scheduleTimer(tx, chaseAdvance, {
    ...{ key: returnRequestId, subject: shopperId, at: due_at, data: { returnRequestId } },
  });
  await tx.append(returnAdvanceOpened({ subject: shopperId, at: event.at, data: aboutAdvance(advance) }));
}

/** What was paid, not what the goods are worth: fees and promotions may have been taken off. */
function entriesOf(
  lines: readonly { readonly line: number; readonly quantity: number; readonly amount: bigint }[],
  paid: bigint,
): AdvanceEntry[] {
  const worth = lines.map(({ amount }) => amount);
  const whole = worth.reduce((sum, amount) => sum + amount, 0n);
  const shares = allocate(paid < whole ? paid : whole, worth);
  return lines.map(({ line, quantity }, i) => ({ line, settled: quantity, amount: shares[i] ?? 0n, received: 0 }));
}

/** The money that was ahead of its goods was never sent. */
const followCalledOff = on(
  returnRequestSettlementCalledOff,
  "return-advances.follow-called-off",
  async ({ tx }, event) => {
    const { returnRequestId, lines, amount } = event.data;
    const entries = entriesOf(lines, amount);
    const back = entries.map((entry) => ({ ...entry, settled: -entry.settled, amount: -entry.amount }));
    await note(tx, event.id, returnRequestId, back);
    const known = await lockAdvance(tx, returnRequestId);
    if (known) await update(tx, known, await readOutstanding(tx, returnRequestId), event.at, "called-off");
  },
);

const followReceived = on(returnRequestReceived, "return-advances.follow-received", async ({ tx }, event) => {
  const { returnRequestId, returnId } = event.data;
  const came = await tx.db
    .selectFrom("return_lines")
    .select(["order_line", "quantity"])
    .where("return_id", "=", returnId)
    .where("order_line", "is not", null)
    .execute();
  const units = [...Map.groupBy(came, ({ order_line }) => order_line ?? 0)].map(([line, own]) => {
    return { line, settled: 0, amount: 0n, received: own.reduce((sum, { quantity }) => sum + quantity, 0) };
  });
  await noteCame(tx, event, returnRequestId, units);
});

/** What was paid back ahead came another way. */
const followCameOtherwise = on(
  returnRequestCameOtherwise,
  "return-advances.follow-came-otherwise",
  async ({ tx }, event) => {
    const { returnRequestId, lines } = event.data;
    const units = lines.map(({ line, quantity }) => ({ line, settled: 0, amount: 0n, received: quantity }));
    await noteCame(tx, event, returnRequestId, units);
  },
);

async function noteCame(
  tx: Tx,
  { id, at }: { readonly id: string; readonly at: Date },
  requestId: string,
  units: readonly AdvanceEntry[],
): Promise<void> {
  await note(tx, id, requestId, units);
  const known = await lockAdvance(tx, requestId);
  if (known) await update(tx, known, await readOutstanding(tx, requestId), at);
}

/** Once for each event, however often it is delivered. */
async function note(tx: DatabaseTx, eventId: string, requestId: string, entries: readonly AdvanceEntry[]) {
  const byLine = [...Map.groupBy(entries, ({ line }) => line)].map(([line, own]) => ({
    ...{ event_id: eventId, request_id: requestId, line },
    settled: own.reduce((sum, entry) => sum + entry.settled, 0),
    received: own.reduce((sum, entry) => sum + entry.received, 0),
    amount: own.reduce((sum, entry) => sum + entry.amount, 0n),
  }));
  if (byLine.length === 0) return;
  await tx.db
    .insertInto("return_advance_entries")
    .values(byLine)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function readOutstanding(tx: DatabaseTx, requestId: string): Promise<bigint> {
  const entries = await tx.db
    .selectFrom("return_advance_entries")
    .select(["line", "settled", "received", "amount"])
    .where("request_id", "=", requestId)
    .execute();
  return outstandingOf(entries);
}

async function update(
  tx: Tx,
  advance: Advance,
  outstanding: bigint,
  at: Date,
  because: "came" | "called-off" = "came",
): Promise<void> {
  if (advance.state === "ended" || outstanding === advance.outstanding) return;
  const isOver = outstanding === 0n;
  await tx.db
    .updateTable("return_advances")
    .set({
      outstanding,
      ...(isOver && {
        ...{ state: advanceProcess.next(advance.state, "end"), due_at: null },
        ...{ ended_at: at, ended_because: because, ended_by: "return-advances" },
      }),
    })
    .where("request_id", "=", advance.request_id)
    .execute();
  if (!isOver) return;
  await cancelTimer(tx, chaseAdvance, advance.request_id);
  const data = { ...aboutAdvance({ ...advance, outstanding }), because };
  await tx.append(returnAdvanceEnded({ subject: advance.shopper_id, at, data }));
}

export const advanceReactions: readonly Reaction[] = [
  followSettled,
  followReceived,
  followCameOtherwise,
  followCalledOff,
];
