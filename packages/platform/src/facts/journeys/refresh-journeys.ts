import type { DatabaseTx } from "../../foundation/database/index.ts";
import { readRetailer } from "../retailer/index.ts";
import { expectHandOvers } from "./expect-hand-overs.ts";
import { followParcels } from "./follow-parcels.ts";
import { openJourneys } from "./open-journeys.ts";

/** Journeys that were not there before, and those of which more is known now. */
export interface Refreshed {
  readonly opened: number;
  readonly changed: number;
}

/**
 * Makes journeys agree with orders and parcels, whoever recorded those: after an import, after the sample is filled, and every day before it
 * is learned from them. Doing it again changes nothing.
 */
export async function refreshJourneys(tx: DatabaseTx, now: Date): Promise<Refreshed> {
  const { timeZone } = await readRetailer(tx);
  const opened = await openJourneys(tx, now, timeZone);
  const changed = await followParcels(tx, timeZone);
  await expectHandOvers(tx);
  return { opened, changed };
}
