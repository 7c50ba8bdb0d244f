import type { DatabaseTx } from "../../foundation/database/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { readSettledOrder, type SettledOrder } from "../returns/requests/index.ts";

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
  /** Of units whose whole price was given back before, as when they were thought lost: it is not given again, as other goods. */
  readonly alreadyGiven: bigint;
}

/**
 * What the goods of a request that are still awaited, or came and were not exchanged yet, are worth in exchange: also what is due already and came another
 * way, or never did. Whoever takes them up reads under the lock of the order's lines.
 */
export async function valueOfRequest(tx: DatabaseTx, returnRequestId: string): Promise<RequestValue> {
  const rows = await tx.db
    .selectFrom("return_request_lines as l")
    .innerJoin("return_requests as r", "r.id", "l.request_id")
    .innerJoin("order_lines as o", (join) =>
      join.onRef("o.order_id", "=", "r.order_id").onRef("o.line", "=", "l.order_line"),
    )
    .select(["l.order_line", "l.sku", "l.reason", "l.by_law", "l.logistics_fee", "l.restocking_percent", "o.source"])
    .select(["o.paid", "o.quantity as bought", "o.returned_quantity", "l.received", "l.released", "l.quantity"])
    .select(["l.elsewhere", "l.settled", "r.order_id"])
    .where("l.request_id", "=", returnRequestId)
    .orderBy("l.place")
    .execute();
  const [first] = rows;
  const order = first && (await readSettledOrder(tx, first.order_id));
  const soFar = new Map(order?.lines.map((line) => [line.line, beforeOwn(line, rows)]));
  let value = 0n;
  let alreadyGiven = 0n;
  let logisticsFee = 0n;
  const lines = rows.flatMap((row) => {
    const quantity = Math.max(row.quantity - row.released + row.elsewhere, row.settled);
    if (quantity === 0) return [];
    const { returned, unpaid } = soFar.get(row.order_line)!;
    const paid = paidForUnits(row.paid, row.bought, returned, quantity);
    const own = Math.min(quantity, unpaid);
    const worth = paidForUnits(row.paid, row.bought, returned, own);
    const fee = row.by_law ? 0n : (worth * BigInt(row.restocking_percent)) / 100n;
    // What sending back costs by the way that was chosen is charged whoever lets it go back, and is within the law.
    if (row.logistics_fee > logisticsFee) logisticsFee = row.logistics_fee;
    soFar.set(row.order_line, { returned: returned + quantity, unpaid: unpaid - own });
    value += worth - fee;
    alreadyGiven += paid - worth;
    return [{ line: row.order_line, source: row.source, sku: row.sku, quantity, reason: row.reason, paid }];
  });
  return { lines, value: value > logisticsFee ? value - logisticsFee : 0n, alreadyGiven };
}

interface Own {
  readonly order_line: number;
  readonly returned_quantity: number;
  readonly received: number;
  readonly elsewhere: number;
  readonly settled: number;
}

/**
 * How many units of a line went back besides those of a request, whose own share comes after theirs; and of how many of the others not the whole price was
 * given back. A lower price is no price given back: what was reduced for a fault is exchanged like anything else.
 */
function beforeOwn(
  { line, quantity, paid, returnedBefore, givenBefore }: SettledOrder["lines"][number],
  rows: readonly Own[],
): { readonly returned: number; readonly unpaid: number } {
  const own = rows.filter((row) => row.order_line === line);
  const count = (of: (row: Own) => number) => own.reduce((sum, row) => sum + of(row), 0);
  const came = (own[0]?.returned_quantity ?? 0) - count((row) => row.received + row.elsewhere);
  const returned = Math.max(0, came, returnedBefore - count((row) => row.settled));
  let unpaid = quantity - returned;
  while (unpaid > 0 && paidForUnits(paid, quantity, 0, quantity - unpaid + 1) <= givenBefore) unpaid -= 1;
  return { returned, unpaid };
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
