import { sql } from "kysely";
import { recordScans } from "../../facts/parcels/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { TrackingSource } from "./tracking-source.ts";

/** Nobody has said anything of it for so long. */
const silentMs = 6 * 3_600_000;
/** So long a service is not asked again about what it could not be asked about. */
const againMs = 15 * 60_000;
const batchSize = 50;
const dayMs = 86_400_000;

export interface Polling {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly sources: readonly TrackingSource[];
  /** Hears of a service that could not be asked. */
  readonly onError: (error: unknown) => void;
}

/**
 * One step of asking each service about parcels that are under way and of which nobody has said anything for hours, the longest silent first. Answers of
 * how many it asked. Each is asked about once in six hours of machine time, also when the service knows nothing of it; where the service could not be
 * asked, again after a quarter of an hour: one number that it cannot bear does not keep those behind it waiting. What it answers goes the way of every
 * scan: told twice, it counts once.
 */
export function pollSilent({ work, clock, sources, onError }: Polling): () => Promise<number> {
  const asking = sources.map((source) => ({ source, restsUntil: new Map<string, number>() }));
  return async () => {
    const all = new Set<string>();
    for (const { source, restsUntil } of asking) {
      const real = clock.real().getTime();
      for (const [number, until] of restsUntil) if (real >= until) restsUntil.delete(number);
      const numbers = await readSilent(work, clock.now(), [...restsUntil.keys()]);
      if (numbers.length === 0) continue;
      const wasAsked = await ask({ work, clock, onError }, source, numbers);
      for (const number of numbers) {
        all.add(number);
        restsUntil.set(number, real + (wasAsked ? silentMs : againMs));
      }
    }
    return all.size;
  };
}

async function readSilent({ database }: UnitOfWork, now: Date, except: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select tracking_number as number from parcels
    where phase < 2 and tracking_number is not null
      and coalesce(last_heard_at, '-infinity') < ${new Date(now.getTime() - silentMs)}
      and not id in (select parcel_id from return_labels where provider = 'local')
      and not tracking_number = any(${[...except]})
    order by last_heard_at nulls first, id limit ${batchSize}`.execute(database.kysely);
  return [...new Set(rows.map(({ number }) => number))];
}

async function ask(
  { work, clock, onError }: Omit<Polling, "sources">,
  source: TrackingSource,
  numbers: readonly string[],
): Promise<boolean> {
  try {
    const { timeZone } = await readRetailer({ db: work.database.kysely });
    const parcels = await source.ask(numbers, timeZone);
    const now = clock.now();
    const latest = new Date(Math.max(now.getTime(), clock.real().getTime()) + dayMs);
    await work.run("polling", (tx) => recordScans(tx, parcels, { history: false, now, latest }));
    return true;
  } catch (error) {
    onError(error);
    return false;
  }
}
