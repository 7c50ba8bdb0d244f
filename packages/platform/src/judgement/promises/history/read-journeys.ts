import { sql } from "kysely";
import type { DatabaseTx } from "../../../foundation/database/index.ts";

/** One journey as models see it. Days are days since 1970-01-01. */
export interface JourneyRow {
  readonly id: string;
  readonly lane: string;
  readonly service: string | null;
  readonly carrier: string | null;
  readonly origin: string | null;
  readonly country: string | null;
  readonly zone: string | null;
  readonly starts: number;
  /** Hour of the purchase, on the retailer's clock. */
  readonly hour: number;
  /** As told at the purchase. */
  readonly planned: number | null;
  readonly handover: number | null;
  /** Days from the purchase to the hand-over, with their parts, and the time of the day that it was, in hours. */
  readonly waited: number | null;
  readonly handoverHour: number | null;
  readonly ends: number | null;
  /** Day from which on nothing is known of it. */
  readonly leaves: number | null;
  readonly isCancelled: boolean;
  readonly startedMs: number;
  readonly endedMs: number | null;
  readonly features: Readonly<Record<string, number | string | null>>;
}

/** Which journeys are to be read. */
export interface WhichJourneys {
  /** Of the retailer. */
  readonly timeZone: string;
  /** First and last day of starting; from the first to the last one known if not given. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** More than so many are sampled by their identifiers. */
  readonly most?: number;
}

export interface ReadJourneys {
  /** By the time of the purchase. */
  readonly rows: readonly JourneyRow[];
  /** Of those there are. */
  readonly share: number;
}

/**
 * Journeys that started within some days, the open ones among them: a model that saw only what has arrived would believe that everything is
 * quick. What is cancelled, or stands in a file that ends, is known until then.
 */
export async function readJourneys({ db }: DatabaseTx, which: WhichJourneys): Promise<ReadJourneys> {
  const { timeZone, from = -1_000_000, until = 1_000_000, most = Number.POSITIVE_INFINITY } = which;
  const within = sql`starts_on between date '1970-01-01' + ${from}::int and date '1970-01-01' + ${until}::int`;
  const counted = await sql<{ n: number }>`select count(*)::int as n from journeys where ${within}`.execute(db);
  const share = Math.min(1, most / Math.max(1, counted.rows[0]?.n ?? 0));
  const sampled = share < 1 ? sql`and hashtextextended(id::text, 0) & 1048575 < ${share}::float8 * 1048576` : sql``;
  const { rows } = await sql<JourneyRow>`
    select id, lane, service, carrier, origin, country, zone, starts_on - date '1970-01-01' as starts,
      extract(hour from started_at at time zone ${timeZone})::int as hour, planned_days as planned,
      case when handed_over_on is not null then greatest(handed_over_on, starts_on) - date '1970-01-01' end as handover,
      (extract(epoch from handed_over_at - started_at) / 86400)::float8 as waited,
      (extract(epoch from (handed_over_at at time zone ${timeZone})::time) / 3600)::float8 as "handoverHour",
      case when delivered_on is not null then greatest(delivered_on, starts_on) - date '1970-01-01' end as ends,
      least(cancelled_on, observed_until + 1) - date '1970-01-01' as leaves,
      cancelled_on is not null as "isCancelled",
      (extract(epoch from started_at) * 1000)::float8 as "startedMs",
      (extract(epoch from delivered_at) * 1000)::float8 as "endedMs", features
    from journeys where ${within} ${sampled}
    order by started_at, id`.execute(db);
  return { rows, share };
}
