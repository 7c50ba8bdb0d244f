import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../../foundation/events/index.ts";
import { countHours, countStates, countWays } from "./count-ways.ts";
import { shrinkHours, shrinkStates, shrinkWays } from "./shrink-ways.ts";
import { saveWayTables } from "./way-store.ts";

/** Learns from all that was under way in the last months; for a thread of its own, since counting a large history takes seconds. */
export async function learnWays({
  unitOfWork,
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): Promise<void> {
  await unitOfWork.run("learning", async (tx) => {
    const { timeZone } = await readRetailer(tx);
    const { day } = dayAt(clock.now(), timeZone);
    const ways = shrinkWays(await countWays(tx, day), day);
    const cells = shrinkStates(await countStates(tx, day, timeZone), ways);
    const hours = shrinkHours(await countHours(tx, day, timeZone));
    await saveWayTables(tx, { ...ways, cells, hours }, clock.real());
  });
}
