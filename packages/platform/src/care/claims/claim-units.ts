import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";

/** Fewer units of the line are the shopper's and not claimed already; the parameters say how many. */
const unitsNotClaimable = problemKind("units-not-claimable", 409);

interface WantedUnits {
  readonly line: number;
  readonly quantity: number;
}

interface LineRow {
  readonly line: number;
  readonly bought: number;
  readonly back: number;
  readonly taken: readonly number[];
  /** Units of claims whose goods are neither announced nor back: what is, counts as such already. */
  readonly waiting: number;
  readonly item: string;
}

/**
 * Takes units of an order's lines for a claim: one claim of a unit at a time, which the table has the last word on. The lines are locked.
 * @throws units-not-claimable (409)
 */
export async function takeClaimUnits(
  tx: DatabaseTx,
  of: { readonly claimId: string; readonly orderId: string },
  wanted: readonly WantedUnits[],
): Promise<void> {
  const { rows } = await sql<LineRow>`
    select l.line, l.quantity as bought, l.returned_quantity + l.requested_quantity as back, coalesce(l.title, l.sku) as item,
      coalesce(array_agg(u.unit) filter (where u.unit is not null), '{}') as taken,
      count(u.unit) filter (where c.return_request_id is null)::int as waiting
    from order_lines l
    left join claimed_units u on u.order_id = l.order_id and u.line = l.line
    left join claims c on c.id = u.claim_id
    where l.order_id = ${of.orderId} group by l.order_id, l.line`.execute(tx.db);
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const inAll = new Map<number, number>();
  for (const [index, { line, quantity }] of wanted.entries()) {
    const row = byLine.get(line)!;
    const asked = (inAll.get(line) ?? 0) + quantity;
    inAll.set(line, asked);
    const left = Math.min(row.bought - row.taken.length, row.bought - row.back - row.waiting);
    if (asked > left) {
      const field = `lines/${index}/quantity`;
      throw unitsNotClaimable({ field, item: row.item, bought: row.bought, left: Math.max(0, left), wanted: asked });
    }
  }
  const units = [...inAll].flatMap(([line, quantity]) => {
    const taken = new Set(byLine.get(line)!.taken);
    const free = Array.from({ length: byLine.get(line)!.bought }, (_, index) => index + 1);
    return free
      .filter((unit) => !taken.has(unit))
      .slice(0, quantity)
      .map((unit) => ({ line, unit }));
  });
  await tx.db
    .insertInto("claimed_units")
    .values(units.map((unit) => ({ ...unit, order_id: of.orderId, claim_id: of.claimId })))
    .execute();
}
