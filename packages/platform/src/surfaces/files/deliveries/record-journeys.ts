import { type CopyRow, copyRows, type DatabaseTx } from "../../../foundation/database/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import type { FileJourney } from "./read-deliveries.ts";

/** Names the sender of what comes from files of deliveries. */
const deliveriesSource = "deliveries";

interface Recorded {
  readonly added: number;
  /** Known before, of which this file knows more. */
  readonly changed: number;
}

const staged = [
  ...["id", "key", "lane", "service", "carrier", "origin", "country", "zone", "started", "starts_on", "planned_days"],
  ...["handed_over", "delivered", "cancelled", "features"],
];

/** What a file says of a journey, whatever an earlier file said. */
const told = [
  ...["lane", "service", "carrier", "origin", "country", "zone", "started_at", "starts_on", "planned_days"],
  ...["handed_over_on", "handed_over_at", "delivered_on", "delivered_at", "cancelled_on", "features", "observed_until"],
];

/**
 * Writes the journeys of a file. Of a journey that is known, the file that looks further says everything, so that two files of one shop, in
 * whichever order, give what the later one gives alone. Of those that are cancelled it is not said when: known at the end of the file.
 * @param zone in which the file's times are
 * @param until the last day that the file knows of
 */
export async function recordJourneys(
  { client }: Pick<DatabaseTx, "client">,
  journeys: readonly FileJourney[],
  { zone, until }: { readonly zone: string; readonly until: string },
): Promise<Recorded> {
  await client.query(`
    create temporary table staged_journeys (id uuid, key text, lane text, service text, carrier text, origin text,
      country text, zone text, started timestamp, starts_on date, planned_days int, handed_over timestamp,
      delivered timestamp, cancelled boolean, features json) on commit drop`);
  await copyRows({ client }, "staged_journeys", staged, rowsOf(journeys));
  const news = told.map((column) => `${column} = excluded.${column}`).join(", ");
  const sides = (side: string) =>
    told.map((name) => (name === "features" ? `${side}.${name}::text` : `${side}.${name}`)).join(", ");
  const { rows } = await client.query<{ added: boolean }>(
    `insert into journeys as known (id, source, key, ${told.join(", ")})
    select id, $1, key, lane, service, carrier, origin, country, zone, started at time zone $2, starts_on, planned_days,
      handed_over::date, handed_over at time zone $2, delivered::date, delivered at time zone $2,
      case when cancelled then $3::date end, features, $3::date
    from staged_journeys order by id
    on conflict (source, key) do update set ${news}
    where excluded.observed_until >= known.observed_until and (${sides("excluded")}) is distinct from (${sides("known")})
    returning xmax = 0 as added`,
    [deliveriesSource, zone, until],
  );
  const added = rows.filter((row) => row.added).length;
  return { added, changed: rows.length - added };
}

function* rowsOf(journeys: readonly FileJourney[]): Generator<CopyRow> {
  for (const each of journeys) {
    const { key, lane, service, carrier, origin, country, zone, startedAt, startsOn, plannedDays } = each;
    yield [
      ...[newId(), key, lane, service ?? null, carrier ?? null, origin ?? null, country ?? null, zone ?? null],
      ...[startedAt, startsOn, plannedDays ?? null, each.handedOverAt ?? null, each.deliveredAt ?? null],
      ...[each.cancelled, JSON.stringify(each.features)],
    ];
  }
}
