import type { DatabaseTx } from "../../foundation/database/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";

/** Units that go back together, with what was paid for them; minor units. */
export interface RequestedUnits {
  readonly line: number;
  readonly source: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string;
  readonly paid: bigint;
}

/** What goes back on a request. */
export interface RequestValue {
  readonly lines: readonly RequestedUnits[];
  /** After the fees that were told with it. What is settled in the end counts; this is what is reckoned with until then. */
  readonly value: bigint;
}

/** What the goods of a request that are still awaited, or came and were not exchanged yet, are worth in exchange. */
export async function valueOfRequest(tx: DatabaseTx, returnRequestId: string): Promise<RequestValue> {
  const rows = await tx.db
    .selectFrom("return_request_lines as l")
    .innerJoin("return_requests as r", "r.id", "l.request_id")
    .innerJoin("order_lines as o", (join) =>
      join.onRef("o.order_id", "=", "r.order_id").onRef("o.line", "=", "l.order_line"),
    )
    .select(["l.order_line", "l.sku", "l.reason", "l.by_law", "l.logistics_fee", "l.restocking_percent", "o.source"])
    .select(["o.paid", "o.quantity as bought", "o.returned_quantity", "l.received", "l.released", "l.quantity"])
    .where("l.request_id", "=", returnRequestId)
    .orderBy("l.place")
    .execute();
  const taken = new Map<number, number>();
  let value = 0n;
  let logisticsFee = 0n;
  const lines = rows.flatMap((row) => {
    const quantity = row.quantity - row.released;
    // Those that came are among the returned ones: their own share comes before the others'.
    const before = taken.get(row.order_line) ?? Math.max(0, row.returned_quantity - row.received);
    taken.set(row.order_line, before + quantity);
    if (quantity === 0) return [];
    const paid = paidForUnits(row.paid, row.bought, before, quantity);
    const fee = row.by_law ? 0n : (paid * BigInt(row.restocking_percent)) / 100n;
    // What sending back costs by the way that was chosen is charged whoever lets it go back, and is within the law.
    if (row.logistics_fee > logisticsFee) logisticsFee = row.logistics_fee;
    value += paid - fee;
    return [{ line: row.order_line, source: row.source, sku: row.sku, quantity, reason: row.reason, paid }];
  });
  return { lines, value: value > logisticsFee ? value - logisticsFee : 0n };
}

/** Units of one line of the order together, whatever reasons they go back for. */
export function byLine(back: readonly RequestedUnits[]): ReadonlyMap<number, RequestedUnits> {
  const lines = new Map<number, RequestedUnits>();
  for (const units of back) {
    const known = lines.get(units.line);
    const together = known && { quantity: known.quantity + units.quantity, paid: known.paid + units.paid };
    lines.set(units.line, { ...units, ...together });
  }
  return lines;
}
