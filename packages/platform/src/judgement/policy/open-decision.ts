import type { LoggedRow } from "./logged-row.ts";

/** Whether a policy could have decided otherwise; of the holdout, and where nothing could be given, it could not. */
export function isOpen({ propensities, arm }: LoggedRow): boolean {
  return (propensities[arm] ?? 0) < 1;
}
