import { sql } from "kysely";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { deliveryOverview } from "./report.contract.ts";
import { shareOf } from "./share-of.ts";

/** Promises to shoppers that have to come due within 30 days before they speak for themselves. */
const enough = 30;
const mostLanes = 40;
/** No promise is longer: the ledger is read by the day on which orders started. */
const longest = 120;

/**
 * Promises are counted by the last day promised and not by the day of purchase: on that day each is either kept or missed, while of what
 * was bought lately only the quick ones have arrived.
 */
export const deliveryOverviewOperation = operation(deliveryOverview, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock }) {
    const { timeZone } = await readRetailer(tx);
    const today = dayAt(clock.now(), timeZone).day;
    const before = (days: number) => dayText(today - days);
    const live = await countDue(tx, false, before(30), before(1));
    const replayed = live.n < enough && (await countDue(tx, true, before(30), before(1))).n > live.n;
    const [last, earlier, days, lanes, now] = await Promise.all([
      replayed ? countDue(tx, true, before(30), before(1)) : live,
      countDue(tx, replayed, before(60), before(31)),
      readDays(tx, replayed, before(30), before(1)),
      readLanes(tx, replayed, before(90), before(1)),
      readNow(tx, before(0)),
    ]);
    const seen = new Map(days.map((one) => [one.day, one]));
    return {
      until: before(1),
      basis: replayed ? ("replayed" as const) : ("promised" as const),
      ...(last.n > 0 && { kept: shareOf(last.kept, last.n), overPadded: shareOf(last.overPadded, last.n) }),
      ...(earlier.n > 0 && { keptBefore: shareOf(earlier.kept, earlier.n) }),
      now,
      days: Array.from({ length: 30 }, (_, place) => {
        const day = before(30 - place);
        return seen.get(day) ?? { day, n: 0, kept: 0, overPadded: 0 };
      }),
      lanes: lanes.map(({ lane, n, kept, width, ...lateBecause }) => ({
        ...{ lane, width, lateBecause },
        kept: shareOf(kept, n),
      })),
    };
  },
});

interface Counted {
  readonly n: number;
  readonly kept: number;
  readonly overPadded: number;
}

const counts = sql`count(*)::int as n, count(*) filter (where status = 'kept')::int as kept,
  count(*) filter (where delivered_on < first_earliest)::int as "overPadded"`;

/** Promises that came due within days, both included, and are settled. */
function due(replayed: boolean, from: string, to: string) {
  return sql`promises where status in ('kept', 'missed') and (basis = 'retrospective') = ${replayed}
    and first_latest between ${from}::date and ${to}::date and starts_on >= ${from}::date - ${longest}::int`;
}

async function countDue(tx: DatabaseTx, replayed: boolean, from: string, to: string): Promise<Counted> {
  const { rows } = await sql<Counted>`select ${counts} from ${due(replayed, from, to)}`.execute(tx.db);
  return rows[0]!;
}

async function readDays(tx: DatabaseTx, replayed: boolean, from: string, to: string) {
  const { rows } = await sql<Counted & { day: string }>`
    select first_latest::text as day, ${counts} from ${due(replayed, from, to)} group by first_latest`.execute(tx.db);
  return rows;
}

interface LaneRow extends Counted {
  readonly lane: string;
  readonly width: number;
  readonly warehouse: number;
  readonly transit: number;
  readonly both: number;
}

async function readLanes(tx: DatabaseTx, replayed: boolean, from: string, to: string) {
  const { rows } = await sql<LaneRow>`
    select lane, count(*)::int as n, count(*) filter (where status = 'kept')::int as kept,
      avg(first_latest - first_earliest + 1)::float8 as width,
      count(*) filter (where cause = 'warehouse')::int as warehouse,
      count(*) filter (where cause = 'transit')::int as transit, count(*) filter (where cause = 'both')::int as both
    from ${due(replayed, from, to)} group by lane order by n desc, lane limit ${mostLanes}`.execute(tx.db);
  return rows;
}

async function readNow(tx: DatabaseTx, today: string) {
  const { rows } = await sql<{ inTransit: number; atRisk: number; late: number; waiting: number }>`
    select (select count(*) from delivery_watches)::int as "inTransit",
      count(*) filter (where promised_latest >= ${today}::date)::int as "atRisk",
      count(*) filter (where promised_latest is null or promised_latest < ${today}::date)::int as late,
      count(*) filter (where r.state = 'offered')::int as waiting
    from incidents i left join remedies r on r.incident_id = i.id where i.closed_at is null`.execute(tx.db);
  return rows[0]!;
}
