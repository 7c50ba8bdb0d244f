import { sql } from "kysely";
import { recordScans } from "../../facts/parcels/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { TrackingSource } from "./tracking-source.ts";

/** Nobody has said anything of it for so long. */
const silentMs = 6 * 3_600_000;
const batchSize = 50;
const dayMs = 86_400_000;

interface Polling {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly sources: readonly TrackingSource[];
  /** Hears of a service that could not be asked. */
  readonly onError: (error: unknown) => void;
}

/**
 * One step of asking about parcels that are under way and of which nobody has said anything for hours, the longest silent first. Answers how
 * many it asked about. Each is asked about once in six hours of machine time, also when the services know nothing of it; where one could not be
 * asked, again with the next step. What they answer goes the way of every scan: told twice, it counts once.
 */
export function pollSilent({ work, clock, sources, onError }: Polling): () => Promise<number> {
  const asked = new Map<string, number>();
  return async () => {
    const real = clock.real().getTime();
    for (const [number, at] of asked) if (real - at >= silentMs) asked.delete(number);
    const before = new Date(clock.now().getTime() - silentMs);
    const { rows } = await sql<{ number: string }>`
      select tracking_number as number from parcels
      where phase < 2 and tracking_number is not null and coalesce(last_heard_at, '-infinity') < ${before}
        and not id in (select parcel_id from return_labels where provider = 'local')
        and not tracking_number = any(${[...asked.keys()]})
      order by last_heard_at nulls first, id limit ${batchSize}`.execute(work.database.kysely);
    const numbers = [...new Set(rows.map(({ number }) => number))];
    if (numbers.length === 0) return 0;
    for (const number of numbers) asked.set(number, real);
    const { timeZone } = await readRetailer({ db: work.database.kysely });
    for (const source of sources) {
      try {
        const parcels = await source.ask(numbers, timeZone);
        const now = clock.now();
        const latest = new Date(Math.max(now.getTime(), clock.real().getTime()) + dayMs);
        await work.run("polling", (tx) => recordScans(tx, parcels, { history: false, now, latest }));
      } catch (error) {
        for (const number of numbers) asked.delete(number);
        onError(error);
      }
    }
    return numbers.length;
  };
}
