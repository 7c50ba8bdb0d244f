import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Learning } from "./learn-program.ts";

/** Learning that has not ended after so long has died with its process; real time. */
const givenUpAfter = "2 hours";

/** Where business days pass in minutes, learning rests this many times as long as the last one took: at most a twentieth of a core. */
const restsTimes = 20;
/** So long another day's learning is taken to be at it, in real time; what has not ended then may have died. */
const atItFor = "10 minutes";

/**
 * Does the day's learning, unless this or another process has done it or is at it. A day is one of the retailer's calendar by business
 * time; what a process left behind when it died is taken up again. In fast time days are left out rather than learned from all at once.
 * @param days table of what is learned: each kind of learning has its own
 * @returns whether it was done now
 */
export async function onceADay(
  { unitOfWork, clock }: Learning,
  learn: () => Promise<unknown>,
  days: "learning_days" | "promise_learning_days" = "learning_days",
): Promise<boolean> {
  const table = sql.table(days);
  const day = await unitOfWork.run("learning", async (tx) => {
    const { timeZone } = await readRetailer(tx);
    const { rows } = await sql<{ day: string }>`
      insert into ${table} as known (day, started_at)
      select today, ${clock.real()}
      from (select (${clock.now()}::timestamptz at time zone ${timeZone})::date as today) as days
      where not exists (
        select from ${table} as last
        where last.day <> today and case when last.finished_at is null
          then last.started_at > ${clock.real()}::timestamptz - ${atItFor}::interval
          else last.finished_at + ${restsTimes}::int * (last.finished_at - last.started_at) > ${clock.real()} end)
      on conflict (day) do update set started_at = excluded.started_at
        where known.finished_at is null and known.started_at < excluded.started_at - ${givenUpAfter}::interval
      returning day::text as day`.execute(tx.db);
    return rows[0]?.day;
  });
  if (day === undefined) return false;
  await learn();
  await unitOfWork.run("learning", (tx) =>
    sql`update ${table} set finished_at = ${clock.real()} where day = ${day}::date`.execute(tx.db),
  );
  return true;
}
