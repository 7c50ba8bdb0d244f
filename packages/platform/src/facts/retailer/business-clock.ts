import { businessTimeAt, type Clock, systemClock } from "../../foundation/clock/index.ts";
import type { Database } from "../../foundation/database/index.ts";
import { readPace } from "./stored-pace.ts";

export interface BusinessClock extends Clock {
  /**
   * Reads again how business time runs: another process may have imported a history or changed the speed. Whoever runs for long asks for
   * it several times a second; a change of speed counts a second after it was made, when all have heard of it.
   */
  refresh(): Promise<void>;
}

/** The one clock of a process: real time at the pace that the retailer's settings hold. */
export async function openBusinessClock(database: Database): Promise<BusinessClock> {
  let pace = await readPace({ db: database.kysely });
  // A process that heard of a slower speed too late has run ahead: it waits there until time has caught up, and never goes back.
  let reached = Number.NEGATIVE_INFINITY;
  const clock = systemClock((real) => Math.max(reached, businessTimeAt(pace, real)));
  return {
    ...clock,
    async refresh() {
      const read = await readPace({ db: database.kysely });
      if (read.anchor !== pace.anchor) reached = clock.now().getTime();
      pace = read;
    },
  };
}
