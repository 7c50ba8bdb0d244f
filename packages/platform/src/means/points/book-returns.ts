import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { OpenAccount } from "./locked-account.ts";

/** What a return took back. */
interface Reversed {
  readonly returnId: Id<"ret">;
  readonly points: bigint;
  /** The part that had been spent. */
  readonly owed: bigint;
}

/**
 * Takes back the points that the returned units of an order had earned, bonus included: from whoever had earned them, also
 * where somebody else returned a gift. The account must have been opened with the order's lots.
 */
export async function bookReturns(tx: DatabaseTx, open: OpenAccount, orderId: string): Promise<Reversed[]> {
  const booked = await tx.db
    .selectFrom("points_entries")
    .select("reference")
    .where("shopper_id", "=", open.shopperId)
    .where("order_id", "=", orderId)
    .where("kind", "=", "reverse")
    .execute();
  const known = new Set(booked.map(({ reference }) => reference));
  const sums = new Map<Id<"ret">, Reversed>();
  for (const { returnId, at, line, orderLine, quantity } of await returnsOf(tx, orderId)) {
    for (const { number } of open.points.lots.filter((lot) => lot.orderId === orderId && lot.line === orderLine)) {
      const reference = `reverse/${returnId}/${line}/${number}`;
      if (known.has(reference)) continue;
      const booking = { reference, at, orderId, line: orderLine, returnId };
      const taken = open.points.takeBack(number, quantity, booking, open.now);
      const before = sums.get(returnId);
      const [points, owed] = [(before?.points ?? 0n) + taken.points, (before?.owed ?? 0n) + taken.owed];
      sums.set(returnId, { returnId, points, owed });
    }
  }
  return [...sums.values()].filter(({ points }) => points > 0n);
}

interface ReturnedLine {
  readonly returnId: Id<"ret">;
  readonly at: Date;
  /** Of the return. */
  readonly line: number;
  readonly orderLine: number;
  readonly quantity: number;
}

async function returnsOf(tx: DatabaseTx, orderId: string): Promise<ReturnedLine[]> {
  const { rows } = await sql<ReturnedLine>`
    select l.return_id as "returnId", r.returned_at as at, l.line, l.order_line as "orderLine", l.quantity
    from return_lines l join returns r on r.id = l.return_id
    where l.order_id = ${orderId}
    order by r.returned_at, l.return_id, l.line`.execute(tx.db);
  return rows;
}
