import { type Clock, systemClock } from "../../foundation/clock/index.ts";
import type { Database } from "../../foundation/database/index.ts";
import { readRetailer } from "./settings.ts";

export interface BusinessClock extends Clock {
  /** Reads the offset again: another process may have imported a history meanwhile. */
  refresh(): Promise<void>;
}

/** The one clock of a process: real time plus the offset that the retailer's settings hold. */
export async function openBusinessClock(database: Database): Promise<BusinessClock> {
  let offset = 0;
  const refresh = async () => {
    offset = (await readRetailer({ db: database.kysely })).clockOffsetMs;
  };
  await refresh();
  return { ...systemClock(() => offset), refresh };
}
