import { type RawBuilder, sql } from "kysely";
import { pointsCredited, pointsTierChanged } from "../../facts/points/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { scheduleTimers } from "../../foundation/timers/index.ts";
import { assumedDays, readPolicy } from "../../judgement/return-policies/index.ts";
import { bookAccount, pointsDue } from "./book-account.ts";
import { lockAccount, tierMonths } from "./locked-account.ts";
import { endOfDayAfter, monthsBefore } from "./periods.ts";
import { reachedBy } from "./points-in-sql.ts";
import type { Scheme } from "./scheme.schema.ts";
import { worthOf } from "./scheme.ts";

const dayMs = 86_400_000;

/** What is credited, and from when on. */
export interface Crediting {
  readonly scheme: Scheme;
  readonly version: number;
  /** Purchases from here on. */
  readonly from: Date;
  readonly now: Date;
}

/** What crediting gives; `worth` in minor units of the scheme's currency. */
export interface Credit {
  readonly shoppers: number;
  readonly orders: number;
  readonly points: bigint;
  readonly worth: { readonly amount: bigint; readonly currency: string };
}

/** What {@link creditPurchases} would give, without giving it. */
export async function countCredit(tx: DatabaseTx, crediting: Crediting): Promise<Credit> {
  const { timeZone } = await readRetailer(tx);
  const { rows } = await sql<{ shoppers: number; orders: number; points: bigint }>`
    with ${creditedEntries(crediting, timeZone, await returnDays(tx))}
    select count(distinct shopper_id)::int as shoppers, count(distinct order_id)::int as orders,
      coalesce(sum(points), 0)::bigint as points
    from entries`.execute(tx.db);
  return creditOf(rows[0]!, crediting.scheme);
}

/**
 * Credits purchases that no reaction has counted, because they came in as history: at the usual rate, without tiers and
 * windows, minus what came back of them. In a few statements for the whole shop, where order by order would take hours; the
 * entries are those that `settleOrder` would make. What is counted already stays, so that it can be asked for again; what
 * would have lapsed by now is left out.
 */
export async function creditPurchases(tx: Tx, crediting: Crediting): Promise<Credit> {
  const { scheme } = crediting;
  const { timeZone } = await readRetailer(tx);
  // Live bookings wait, and queries do not: each booking begins by locking its account's row, which this mode excludes.
  await sql`lock table points_accounts in exclusive mode`.execute(tx.db);
  const window = await returnDays(tx);
  await prepare(tx, crediting, timeZone, window);
  await writeLedger(tx, crediting, window.longest);
  await writeAccounts(tx, crediting, timeZone);
  const { rows } = await sql<CreditedShopper>`
    select c.shopper_id as id, count(distinct c.order_id)::int as orders, sum(c.points)::bigint as points,
      least(min(l.expires_at), min(l.available_at) filter (where not l.released), max(a.tier_until)) as due, max(a.owed) > 0 as owes,
      max(a.tier) as tier, max(a.tier_until) as until, min(c.number) = 1 as opened
    from points_credit c
    join points_accounts a on a.shopper_id = c.shopper_id
    left join points_lots l on l.shopper_id = c.shopper_id and l.number = c.number and l.remaining > 0
    group by c.shopper_id order by c.shopper_id`.execute(tx.db);
  await sql`drop table points_credit`.execute(tx.db);
  await tellOthers(tx, rows, crediting);
  const sums = {
    shoppers: rows.length,
    orders: rows.reduce((sum, { orders }) => sum + orders, 0),
    points: rows.reduce((sum, { points }) => sum + points, 0n),
  };
  return creditOf(sums, scheme);
}

interface CreditedShopper {
  id: Id<"shp">;
  orders: number;
  points: bigint;
  due: Date | null;
  owes: boolean;
  tier: string;
  until: Date | null;
  /** Had no entry before. */
  opened: boolean;
}

function creditOf(sums: Omit<Credit, "worth">, scheme: Scheme): Credit {
  return { ...sums, worth: { amount: worthOf(sums.points, scheme), currency: scheme.currency } };
}

/** `entries`: what each line that was not counted yet earns, and what each line of a return takes back of it. */
function creditedEntries({ scheme, from, now }: Crediting, timeZone: string, window: ReturnDays): RawBuilder<unknown> {
  const { pendingDays, expiresAfterMonths: months, currency } = scheme;
  const day = sql`(o.placed_at at time zone ${timeZone})`;
  const available =
    pendingDays === 0
      ? sql`o.placed_at`
      : sql`((${day} + make_interval(days => greatest(${pendingDays}::int, ${window.usual}::int
          + case o.channel when 'store' then 0 else ${assumedDays.policy}::int end)))::date + 1)::timestamp
          at time zone ${timeZone}`;
  const expires =
    months === undefined
      ? sql`null::timestamptz`
      : sql`((${day} + make_interval(months => ${months}))::date + 1)::timestamp at time zone ${timeZone}
          - interval '1 millisecond'`;
  return sql`
    counted as (
      select o.*, person.id as holder, ${available} as available_at, ${expires} as expires_at
      from orders o
      join shoppers s on s.id = o.shopper_id
      join shoppers person on person.id = coalesce(s.merged_into, s.id)
      where o.placed_at >= ${from} and o.placed_at <= ${now} and o.currency = ${currency}
        and person.kind = 'account' and person.erased_at is null
        and not exists (select from points_entries e where e.order_id = o.id and e.kind in ('earn', 'bonus'))
    ), lines as (
      select c.holder, c.placed_at, c.available_at, c.expires_at, l.order_id, l.line, l.quantity,
        greatest(l.paid, 0) as paid,
        sum(greatest(l.paid, 0)) over (partition by l.order_id order by l.line) as up_to
      from counted c join order_lines l on l.order_id = c.id and l.shopper_id = c.shopper_id
      where c.expires_at is null or c.expires_at > ${now}
    ), valued as (
      select *, (${reachedBy(sql`up_to`, scheme)} - ${reachedBy(sql`up_to - paid`, scheme)})::bigint as points from lines
    ), earned as (
      select holder as shopper_id, order_id, line, quantity, points, placed_at as at, available_at, expires_at
      from valued where points > 0
    ), parts as (
      select e.shopper_id, e.order_id, e.line, e.points, e.quantity as of_units, rl.return_id, rl.line as return_line,
        rl.quantity, r.returned_at as at,
        sum(rl.quantity) over (partition by e.order_id, e.line order by r.returned_at, rl.return_id, rl.line) as up_to
      from earned e
      join return_lines rl on rl.order_id = e.order_id and rl.order_line = e.line
      join returns r on r.id = rl.return_id
    ), taken as (
      select shopper_id, order_id, line, return_id, return_line, quantity, at,
        div(points::numeric * up_to, of_units)::bigint - div(points::numeric * (up_to - quantity), of_units)::bigint
          as points
      from parts
    ), entries as (
      select shopper_id, 'earn' as kind, points, at, order_id, line, quantity as units, null::uuid as return_id,
        null::int as return_line, available_at, expires_at
      from earned
      union all
      select shopper_id, 'reverse', -points, at, order_id, line, quantity, return_id, return_line, null, null from taken
    )`;
}

/** Lays the entries out in the order in which they happened, each with its number and the balance it leaves. */
async function prepare(tx: Tx, crediting: Crediting, timeZone: string, window: ReturnDays): Promise<void> {
  await sql`
    create temporary table points_credit on commit drop as
    with ${creditedEntries(crediting, timeZone, window)}
    select e.*,
      coalesce(a.last_entry, 0) + row_number() over in_order as number,
      coalesce(a.balance, 0) + sum(e.points) over in_order as balance
    from entries e left join points_accounts a on a.shopper_id = e.shopper_id
    window in_order as (
      partition by e.shopper_id order by e.at, e.kind, e.order_id, e.line, e.return_id, e.return_line
      rows unbounded preceding)`.execute(tx.db);
  await sql`create index on points_credit (order_id, line)`.execute(tx.db);
  await sql`analyze points_credit`.execute(tx.db);
}

/** Days in which goods can be returned. */
interface ReturnDays {
  /** From their arrival, as everybody can. */
  readonly usual: number;
  /** From their purchase, after which nobody can, whoever they are. */
  readonly longest: number;
}

/**
 * Which terms hold for each purchase of a whole shop is not asked here: points get the usual day, and those that are younger than the longest window are looked
 * at one by one when it comes.
 */
async function returnDays(tx: DatabaseTx): Promise<ReturnDays> {
  const { usual, rules } = (await readPolicy(tx))!.document;
  const longest = Math.max(usual.windowDays, ...rules.map(({ grants }) => grants.windowDays ?? 0));
  return { usual: usual.windowDays, longest: longest + 2 * assumedDays.law };
}

async function writeLedger(tx: Tx, { version, scheme, now }: Crediting, longestDays: number): Promise<void> {
  const closedBefore = scheme.pendingDays === 0 ? now : new Date(now.getTime() - longestDays * dayMs);
  await sql`
    insert into points_entries (shopper_id, number, kind, points, balance, previous, previous_balance, reference, at,
      recorded_at, of_entry, order_id, line, units, return_id, multiplier, scheme, actor)
    select c.shopper_id, c.number, c.kind, c.points, c.balance, nullif(c.number - 1, 0),
      case when c.number > 1 then c.balance - c.points end,
      case c.kind when 'earn' then concat_ws('/', 'earn', c.order_id, c.line)
        else concat_ws('/', 'reverse', c.return_id, c.return_line, lot.number) end,
      c.at, ${now}, lot.number, c.order_id, c.line, c.units, c.return_id,
      case c.kind when 'earn' then 100 end, case c.kind when 'earn' then ${version}::int end, 'points.credit'
    from points_credit c
    left join points_credit lot on c.kind = 'reverse' and lot.kind = 'earn' and lot.order_id = c.order_id
      and lot.line = c.line
    order by c.shopper_id, c.number`.execute(tx.db);
  await sql`
    insert into points_lots (shopper_id, number, order_id, line, units, units_reversed, points, remaining, available_at,
      released, expires_at)
    select c.shopper_id, c.number, c.order_id, c.line, c.units, coalesce(back.units, 0), c.points,
      c.points + coalesce(back.points, 0), c.available_at, c.at <= ${closedBefore}, c.expires_at
    from points_credit c
    left join (
      select order_id, line, sum(units) as units, sum(points) as points from points_credit where kind = 'reverse'
      group by order_id, line
    ) back on back.order_id = c.order_id and back.line = c.line
    where c.kind = 'earn'`.execute(tx.db);
}

/** Accounts that are new get the tier of what was paid within the last twelve months; others keep theirs until they are booked to. */
async function writeAccounts(tx: Tx, { scheme, now }: Crediting, timeZone: string): Promise<void> {
  const tiers = JSON.stringify(scheme.tiers.map(({ id, from }) => ({ id, spent: Number(from) })));
  const lowest = scheme.tiers[0]!.id;
  const since = monthsBefore(now, tierMonths, timeZone);
  const until = endOfDayAfter(now, { months: tierMonths }, timeZone);
  await sql`
    with tiers as (select id, spent from json_to_recordset(${tiers}::json) as t (id text, spent bigint)),
    credited as (
      select distinct on (shopper_id) shopper_id, number, balance,
        sum(points) over (partition by shopper_id) as points
      from points_credit order by shopper_id, number desc
    ), spending as (
      select c.shopper_id, sum(l.paid - l.paid * l.returned_quantity / l.quantity) as spent
      from credited c
      join shoppers s on coalesce(s.merged_into, s.id) = c.shopper_id
      join orders o on o.shopper_id = s.id and o.placed_at > ${since} and o.currency = ${scheme.currency}
      join order_lines l on l.order_id = o.id and l.shopper_id = o.shopper_id
      group by c.shopper_id
    ), placed as (
      select c.*, (
        select t.id from tiers t where t.spent <= coalesce(s.spent, 0) order by t.spent desc limit 1) as tier
      from credited c left join spending s on s.shopper_id = c.shopper_id
    )
    insert into points_accounts (shopper_id, last_entry, balance, outstanding, owed, tier, tier_since, tier_until)
    select p.shopper_id, p.number, p.balance, coalesce(a.outstanding, 0) + p.points, coalesce(a.owed, 0),
      coalesce(p.tier, ${lowest}), ${now}::timestamptz, case when p.tier <> ${lowest} then ${until}::timestamptz end
    from placed p left join points_accounts a on a.shopper_id = p.shopper_id
    on conflict (shopper_id) do update set last_entry = excluded.last_entry, balance = excluded.balance,
      outstanding = excluded.outstanding`.execute(tx.db);
}

async function tellOthers(tx: Tx, credited: readonly CreditedShopper[], { scheme, now }: Crediting): Promise<void> {
  const lowest = scheme.tiers[0]!.id;
  await scheduleTimers(
    tx,
    pointsDue,
    credited.flatMap(({ id, due }) => (due ? [{ key: id, subject: id, at: due, data: { shopperId: id } }] : [])),
  );
  await tx.appendHistory(
    credited.flatMap(({ id, orders, points, tier, until, opened }) => {
      const about = { subject: id, at: now };
      const reached = {
        ...{ shopperId: id, from: lowest, to: tier, direction: "up" as const },
        ...(until !== null && { until }),
      };
      return [
        pointsCredited({ ...about, data: { shopperId: id, orders, points } }),
        ...(opened && tier !== lowest ? [pointsTierChanged({ ...about, data: reached })] : []),
      ];
    }),
  );
  // What is owed is paid by what was credited; few owe anything, and they are booked one by one.
  for (const { id } of credited.filter(({ owes }) => owes)) {
    const open = await lockAccount(tx, { shopperId: id, now });
    if (open) await bookAccount(tx, open, "points.credit");
  }
}
