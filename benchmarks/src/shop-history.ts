import { reactions, timers } from "../../packages/platform/src/capabilities.ts";
import type { Platform } from "../../packages/platform/src/platform.ts";
import { importOnlineRetail } from "../../packages/platform/src/surfaces/files/index.ts";
import { ensureSampleRetailer } from "../../packages/platform/src/surfaces/start/index.ts";

/** Fills an empty platform: with the file where one is named, else with the invented sample retailer. */
export async function fillShop(platform: Platform, rejectsFolder: string, file?: string): Promise<void> {
  const { work, clock } = platform;
  // Nothing of it is lived: what is measured begins with a log that is empty.
  if (file === undefined) await ensureSampleRetailer({ work, clock, reactions, timers }, { days: 0 });
  else await importOnlineRetail({ work, clock, file, rejectsFolder });
  await clock.refresh();
}
