import type { BasketLog } from "./basket-log.ts";

/** The day after the last basket of the log; 0 where it has no days. */
export function dayAfter(log: BasketLog): number {
  return log.days ? log.days.reduce((latest, day) => Math.max(latest, day), Number.NEGATIVE_INFINITY) + 1 : 0;
}
