import { sql } from "kysely";
import type { DatabaseTx } from "../../../foundation/database/index.ts";

/** Offers of one program and currency; a program that is null is none. */
interface Group {
  readonly program: string | null;
  readonly currency: string;
}

/** Open offers that were issued and run out the same number of full days ago and from then. */
export interface OpenOffers extends Group {
  readonly month: string;
  readonly age: number;
  readonly life: number;
  readonly offers: number;
  readonly most: bigint;
  readonly unbounded: number;
  /** What using them was expected to cost when they were decided on, of those of which it is known. */
  readonly usual: number;
  readonly priced: number;
}

export interface WatchedOffers extends Group {
  readonly days: number;
  readonly offers: number;
  readonly used: number;
}

export interface OffersSoFar extends Group {
  readonly title: string | null;
  readonly issued: number;
  readonly open: number;
  readonly redeemed: number;
  readonly expired: number;
  readonly reversed: number;
  readonly revoked: number;
  readonly reinstated: number;
  readonly given: bigint;
  readonly given_unknown: number;
  /** Of uses of which both are known: what they cost, and what was expected of them. */
  readonly costs: number;
  readonly cost: number;
  readonly expected_cost: number;
}

/** Extra points cost what they are worth as points, and nothing at a till. */
const ofMoney = sql`currency is not null and coalesce(terms ->> 'kind', '') <> 'extra-points'`;
const fullDays = (until: ReturnType<typeof sql>) => sql`floor(extract(epoch from ${until} - issued_at) / 86400)::int`;
const service = sql`case when terms ->> 'kind' in ('free-service', 'free-trial') then (terms ->> 'cost')::bigint else 0 end`;

export async function readOpenOffers(tx: DatabaseTx, now: Date, timeZone: string): Promise<OpenOffers[]> {
  const { rows } = await sql<OpenOffers>`
    select program, currency, to_char(expires_at at time zone ${timeZone}, 'YYYY-MM') as month,
      ${fullDays(sql`${now}::timestamptz`)} as age, ${fullDays(sql`expires_at`)} as life,
      count(*)::int as offers, coalesce(sum(most_cost), 0)::bigint as most,
      (count(*) - count(most_cost))::int as unbounded,
      coalesce(sum(coalesce(usual_cost, most_cost)), 0)::float8 as usual, count(coalesce(usual_cost, most_cost))::int as priced
    from offers
    where state = 'issued' and expires_at > ${now} and ${ofMoney}
    group by 1, 2, 3, 4, 5 order by 3, 1 nulls last, 2`.execute(tx.db);
  return rows;
}

/** For how long each offer was open, also those that are; withdrawn ones tell nothing of shoppers. */
export async function readWatchedOffers(tx: DatabaseTx, now: Date): Promise<WatchedOffers[]> {
  const { rows } = await sql<WatchedOffers>`
    select program, currency, greatest(0, ${fullDays(sql`coalesce(redeemed_at, least(expires_at, ${now}::timestamptz))`)}) as days,
      count(*)::int as offers, count(redeemed_at)::int as used
    from offers where state <> 'revoked' and ${ofMoney}
    group by 1, 2, 3`.execute(tx.db);
  return rows;
}

export async function readOffersSoFar(tx: DatabaseTx, now: Date): Promise<OffersSoFar[]> {
  const { rows } = await sql<OffersSoFar>`
    select o.*, (
        select document ->> 'title' from program_versions v where v.program = o.program order by version desc limit 1
      ) as title
    from (
      select program, currency, count(*)::int as issued,
        count(*) filter (where state = 'issued' and expires_at > ${now})::int as open,
        count(*) filter (where state = 'redeemed')::int as redeemed,
        count(*) filter (where state = 'expired' or (state = 'issued' and expires_at <= ${now}))::int as expired,
        count(*) filter (where state = 'reversed')::int as reversed,
        count(*) filter (where state = 'revoked')::int as revoked,
        count(reinstated_at)::int as reinstated,
        coalesce(sum(given) filter (where state = 'redeemed'), 0)::bigint as given,
        count(*) filter (where state = 'redeemed' and given is null)::int as given_unknown,
        count(*) filter (where state = 'redeemed' and given is not null and usual_cost > 0)::int as costs,
        coalesce(sum(given + ${service}) filter (where state = 'redeemed' and usual_cost > 0), 0)::float8 as cost,
        coalesce(sum(usual_cost) filter (where state = 'redeemed' and given is not null), 0)::float8 as expected_cost
      from offers where ${ofMoney} group by program, currency
    ) o
    order by issued desc, program nulls last, currency`.execute(tx.db);
  return rows;
}
