import { sql } from "kysely";
import { emptyProfile, foldEvent, type Profile, personEvents, profileAt } from "../../facts/profiles/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";

/** A line that came back, with the purchase that it undid. */
export interface PastLine {
  readonly sku: string;
  readonly category: string | null;
  readonly reason: string | null;
  /** What was given back for it. */
  readonly amount: bigint;
  readonly listed: bigint;
  readonly discount: bigint;
  /** For the whole line of the order. */
  readonly paid: bigint;
}

/** A return of the past, and who gave it back, as they were known just before. */
export interface PastReturn {
  readonly id: Id<"ret">;
  readonly number: string;
  readonly at: Date;
  readonly orderId: Id<"ord">;
  readonly placedAt: Date;
  /** Where it was bought. */
  readonly channel: string;
  /** It was brought back to a store, so that nothing was sent. */
  readonly isBrought: boolean;
  readonly country: string | null;
  readonly currency: string;
  readonly orderTotal: bigint;
  /** The last parcel's; absent where nobody said. */
  readonly deliveredAt: Date | null;
  readonly profile: Profile;
  readonly lines: readonly PastLine[];
}

interface Row extends Omit<PastReturn, "profile" | "lines"> {
  readonly shopperId: string;
}

interface LineRow extends PastLine {
  readonly returnId: string;
}

/** Where one part of the past ends and the next begins. */
export interface PastPlace {
  readonly at: Date;
  readonly id: string;
}

/**
 * Returns since an instant whose purchases are known, latest first; of one that undoes several orders, what belongs to the first of them. The
 * profile is folded up to the return and holds nothing that came after.
 */
export async function pastReturns(
  tx: DatabaseTx,
  { since, before, limit }: { readonly since: Date; readonly before: PastPlace | undefined; readonly limit: number },
): Promise<{ readonly returns: PastReturn[]; readonly seen: number; readonly last: PastPlace | undefined }> {
  const place = before ? sql`and (r.returned_at, r.id) < (${before.at}, ${before.id}::uuid)` : sql``;
  const { rows: places } = await sql<PastPlace>`
    select r.returned_at as at, r.id from returns r where not r.cancelled and r.returned_at >= ${since} ${place}
    order by r.returned_at desc, r.id desc limit ${limit}`.execute(tx.db);
  const ids = places.map(({ id }) => id);
  const { rows } = await sql<Row>`
    select distinct on (r.id) r.id, r.key as number, r.returned_at as at, r.shopper_id as "shopperId",
      r.channel = 'store' as "isBrought",
      o.id as "orderId", o.placed_at as "placedAt", o.channel, o.currency, o.total as "orderTotal",
      coalesce(d.country, s.country) as country,
      (select max(p.delivered_at) from parcel_orders po join parcels p on p.id = po.parcel_id
        where po.order_id = o.id and p.direction = 'outbound' and p.delivered_at <= r.returned_at) as "deliveredAt"
    from returns r
    join return_lines l on l.return_id = r.id
    join orders o on o.id = l.order_id
    join shoppers s on s.id = o.shopper_id
    left join order_deliveries d on d.order_id = o.id
    where r.id = any(${ids}::uuid[]) order by r.id, l.line`.execute(tx.db);
  const { rows: lines } = await sql<LineRow>`
    select l.return_id as "returnId", l.sku, l.category, l.reason, l.amount, o.listed, o.discount, o.paid
    from return_lines l join order_lines o on o.order_id = l.order_id and o.line = l.order_line
    where l.return_id = any(${ids}::uuid[]) order by l.return_id, l.line`.execute(tx.db);
  const linesOf = Map.groupBy(lines, ({ returnId }) => returnId);
  const profiles = await profilesBefore(tx, rows);
  return {
    seen: places.length,
    last: places.at(-1),
    returns: rows.flatMap(({ shopperId: _, ...row }, place) => {
      const own = linesOf.get(row.id) ?? [];
      return own.length === 0 ? [] : [{ ...row, profile: profiles[place]!, lines: own }];
    }),
  };
}

/** The profile of each return's shopper as it was just before. */
async function profilesBefore(tx: DatabaseTx, rows: readonly Row[]): Promise<Profile[]> {
  const { rows: accounts } = await sql<{ id: string; person: string }>`
    select id, coalesce(merged_into, id) as person from shoppers
    where id = any(${rows.map(({ shopperId }) => shopperId)}::uuid[])`.execute(tx.db);
  const personOf = new Map(accounts.map(({ id, person }) => [id, person]));
  const histories = Map.groupBy(await personEvents(tx, [...new Set(personOf.values())]), ({ personId }) => personId);
  return rows.map(({ shopperId, at }) => {
    const history = histories.get(personOf.get(shopperId) ?? shopperId) ?? [];
    const earlier = history.filter((event) => event.at < at);
    return profileAt(earlier.reduce(foldEvent, emptyProfile), at);
  });
}
