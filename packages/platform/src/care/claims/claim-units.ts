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
  readonly sku: string;
  readonly title: string | null;
  readonly bought: number;
  readonly back: number;
  readonly taken: readonly number[];
  /** Units of claims whose goods are neither announced nor back: what is, counts as such already. */
  readonly waiting: number;
}

/** A line of an order, and how many of its units can be claimed now. */
export interface ClaimableLine extends LineRow {
  readonly left: number;
}

/** The lines of an order, each with what of it is the shopper's, not announced and not claimed already. */
export async function claimableLines(tx: DatabaseTx, orderId: string): Promise<ClaimableLine[]> {
  const { rows } = await sql<LineRow>`
    select l.line, l.sku, l.title, l.quantity as bought, l.returned_quantity + l.requested_quantity as back,
      coalesce(array_agg(u.unit) filter (where u.unit is not null), '{}') as taken,
      count(u.unit) filter (where c.return_request_id is null)::int as waiting
    from order_lines l
    left join claimed_units u on u.order_id = l.order_id and u.line = l.line
    left join claims c on c.id = u.claim_id
    where l.order_id = ${orderId} group by l.order_id, l.line order by l.line`.execute(tx.db);
  return rows.map((row) => {
    const { bought, taken, back, waiting } = row;
    return { ...row, left: Math.max(0, Math.min(bought - taken.length, bought - back - waiting)) };
  });
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
  const byLine = new Map((await claimableLines(tx, of.orderId)).map((row) => [row.line, row]));
  const inAll = requireClaimable(byLine, wanted);
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

/**
 * @param lines by their number; every wanted one is there
 * @returns units of each line in all
 * @throws units-not-claimable (409)
 */
export function requireClaimable(
  lines: ReadonlyMap<number, ClaimableLine>,
  wanted: readonly WantedUnits[],
): ReadonlyMap<number, number> {
  const inAll = new Map<number, number>();
  for (const [index, { line, quantity }] of wanted.entries()) {
    const { bought, left, sku, title } = lines.get(line)!;
    const asked = (inAll.get(line) ?? 0) + quantity;
    inAll.set(line, asked);
    const field = `lines/${index}/quantity`;
    if (asked > left) throw unitsNotClaimable({ field, item: title ?? sku, bought, left, wanted: asked });
  }
  return inAll;
}
