import { type Clock, speedAt } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { readRetailer } from "./settings.ts";
import { readPace } from "./stored-pace.ts";

export async function viewRetailer(tx: DatabaseTx, clock: Clock) {
  const { name, origin, currency, timeZone, assumedMarginRate } = await readRetailer(tx);
  const pace = await readPace(tx);
  return {
    ...(name !== undefined && { name }),
    ...{ origin, currency, timeZone },
    assumedMarginRate: Number(assumedMarginRate),
    now: clock.now(),
    speed: pace.speed,
    speedNow: speedAt(pace, clock.real().getTime()),
  };
}
