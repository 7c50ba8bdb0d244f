import { sql } from "kysely";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import type { ContractInput, ContractOutput } from "../../../foundation/contracts/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { wilson } from "../share-interval.ts";
import { type PromiseGroup, promiseAccuracy } from "./accuracy.contract.ts";

type Asked = ContractInput<typeof promiseAccuracy>;
type By = NonNullable<Asked["by"]>;

/** Arrivals of a lane that say how long its slow ones take; with fewer, all lanes together say it. */
const enough = 100;
const mostGroups = 200;

const keys: Readonly<Record<By, ReturnType<typeof sql>>> = {
  month: sql`to_char(starts_on, 'YYYY-MM')`,
  lane: sql`lane`,
  service: sql`coalesce(service, '-')`,
  length: sql`case when first_latest - starts_on <= 3 then '1-3' when first_latest - starts_on <= 7 then '4-7'
    when first_latest - starts_on <= 14 then '8-14' when first_latest - starts_on <= 21 then '15-21' else '22-' end`,
  confidence: sql`coalesce(to_char(floor(confidence * 50) / 50, 'FM0.00'), '-')`,
};
const lengths = ["1-3", "4-7", "8-14", "15-21", "22-"];

interface Row {
  readonly key: string | null;
  readonly isAll: boolean;
  readonly observedUntil: string | null;
  readonly judgedUntil: string | null;
  readonly judged: number;
  readonly waiting: number;
  readonly arrived: number;
  readonly replayed: number;
  readonly covered: number;
  readonly late: number;
  readonly early: number;
  readonly confidence: number | null;
  readonly promisedDays: number | null;
  readonly width: number | null;
  readonly slack: number | null;
  readonly warehouse: number;
  readonly transit: number;
  readonly both: number;
  readonly told: number;
  readonly pinball50: number | null;
  readonly pinball90: number | null;
  readonly covered90: number | null;
  readonly days90: number | null;
  readonly arrivedPromise: number | null;
  readonly shopN: number;
  readonly shopDays: number | null;
  readonly shopLate: number;
}

export const promiseAccuracyOperation = operation(promiseAccuracy, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, asked): Promise<ContractOutput<typeof promiseAccuracy>> {
    const { timeZone } = await readRetailer(tx);
    const { by } = asked;
    const today = dayText(dayAt(clock.now(), timeZone).day);
    const { rows } = await groupRows(asked, today).execute(tx.db);
    const all = rows.find(({ isAll }) => isAll);
    const groups = rows.filter(({ isAll }) => !isAll).map(groupOf);
    if (by === "lane" || by === "service") groups.sort((a, b) => b.judged - a.judged || (a.key! < b.key! ? -1 : 1));
    else if (by === "length") groups.sort((a, b) => lengths.indexOf(a.key!) - lengths.indexOf(b.key!));
    else groups.sort((a, b) => (a.key! < b.key! ? -1 : 1));
    return {
      ...(all?.observedUntil && { observedUntil: all.observedUntil }),
      ...(all?.judgedUntil && { judgedUntil: all.judgedUntil }),
      all: all ? groupOf(all) : nothing,
      ...{ by, groups: groups.slice(0, mostGroups) },
    };
  },
});

/**
 * A promise is judged once all but one in twenty of its lane would have arrived: those that came by then are the quick ones of their age, and
 * would make everything look punctual. What is still within its promised days waits as well.
 */
function groupRows({ from, to, basis, lane, by = "month" }: Asked, today: string) {
  const within = [
    ...(from === undefined ? [] : [sql`and p.starts_on >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`and p.starts_on <= ${to}::date`]),
    ...(basis === undefined ? [] : [sql`and p.basis = ${basis}`]),
    ...(lane === undefined ? [] : [sql`and p.lane = ${lane}`]),
  ];
  return sql<Row>`
    with took as (
      select lane, delivered_on - starts_on as days from journeys
      where delivered_on is not null and starts_on > coalesce(observed_until, ${today}::date) - 400
    ),
    slow as (
      select lane, percentile_disc(0.95) within group (order by days) as days from took group by lane having count(*) >= ${enough}
    ),
    ledger as (
      select p.lane, p.service, p.starts_on, p.first_earliest, p.first_latest, p.q50, p.q90, p.confidence, p.shop_latest,
        p.basis, p.status, p.cause, j.delivered_on, j.delivered_on - p.starts_on as took, o.until as observed,
        o.until - coalesce(s.days, (select percentile_disc(0.95) within group (order by days) from took), 0) as ripe_until
      from promises p join journeys j on j.id = p.journey_id left join slow s on s.lane = p.lane
        cross join lateral (select least(j.observed_until, ${today}::date) as until) o
      where p.status <> 'void' and j.cancelled_on is null ${sql.join(within, sql` `)}
    ),
    told as (select *, status <> 'open' and starts_on <= ripe_until as is_judged from ledger),
    judged as (
      select *, ${keys[by]} as key, is_judged and delivered_on is not null as has_arrived,
        is_judged and delivered_on is not null and q50 is not null and q90 is not null as was_told,
        is_judged and shop_latest is not null as had_shop
      from told
    )
    select key, grouping(key) = 1 as "isAll", max(observed) as "observedUntil", min(ripe_until) as "judgedUntil",
      count(*) filter (where is_judged)::int as judged, count(*) filter (where not is_judged)::int as waiting,
      count(*) filter (where has_arrived)::int as arrived,
      count(*) filter (where is_judged and basis = 'retrospective')::int as replayed,
      count(*) filter (where has_arrived and delivered_on between first_earliest and first_latest)::int as covered,
      count(*) filter (where is_judged and status = 'missed')::int as late,
      count(*) filter (where has_arrived and delivered_on < first_earliest)::int as early,
      avg(confidence) filter (where is_judged) as confidence,
      avg(first_latest - starts_on) filter (where is_judged)::float8 as "promisedDays",
      avg(first_latest - first_earliest) filter (where is_judged)::float8 as width,
      avg(first_latest - delivered_on) filter (where has_arrived)::float8 as slack,
      count(*) filter (where is_judged and cause = 'warehouse')::int as warehouse,
      count(*) filter (where is_judged and cause = 'transit')::int as transit,
      count(*) filter (where is_judged and cause = 'both')::int as both,
      count(*) filter (where was_told)::int as told,
      avg(greatest(0.5 * (took - q50), 0.5 * (q50 - took))) filter (where was_told) as pinball50,
      avg(greatest(0.9 * (took - q90), 0.1 * (q90 - took))) filter (where was_told) as pinball90,
      avg((took <= ceil(q90))::int) filter (where was_told)::float8 as covered90,
      avg(q90) filter (where was_told) as days90,
      avg(first_latest - starts_on) filter (where was_told)::float8 as "arrivedPromise",
      count(*) filter (where had_shop)::int as "shopN",
      avg(shop_latest - starts_on) filter (where had_shop)::float8 as "shopDays",
      count(*) filter (where had_shop and coalesce(delivered_on > shop_latest, shop_latest < observed))::int as "shopLate"
    from judged group by grouping sets ((key), ())`;
}

const nothing: PromiseGroup = {
  ...{ judged: 0, waiting: 0, arrived: 0, replayed: 0, causes: { warehouse: 0, transit: 0, both: 0, unknown: 0 } },
};

function groupOf(row: Row): PromiseGroup {
  const { key, judged, waiting, arrived, replayed, late, warehouse, transit, both } = row;
  const share = (count: number) => wilson(count / judged, judged);
  return {
    ...(key !== null && { key }),
    ...{ judged, waiting, arrived, replayed },
    ...(judged > 0 && { covered: share(row.covered), late: share(late), early: share(row.early) }),
    ...known({ confidence: row.confidence, promisedDays: row.promisedDays, width: row.width, slack: row.slack }),
    causes: { warehouse, transit, both, unknown: late - warehouse - transit - both },
    ...(row.told > 0 && {
      engine: {
        n: row.told,
        ...{ pinball50: row.pinball50!, pinball90: row.pinball90!, covered90: row.covered90!, days90: row.days90! },
        promisedDays: row.arrivedPromise!,
      },
    }),
    ...(row.shopN > 0 && {
      shop: { n: row.shopN, promisedDays: row.shopDays!, late: wilson(row.shopLate / row.shopN, row.shopN) },
    }),
  };
}

/** Without what is not known. */
function known<Name extends string>(values: Readonly<Record<Name, number | null>>): { [Key in Name]?: number } {
  const found: { [Key in Name]?: number } = {};
  for (const [name, value] of Object.entries(values) as [Name, number | null][])
    if (value !== null) found[name] = value;
  return found;
}
