import type { z } from "zod";
import type { TrackedParcel } from "../../../facts/parcels/index.ts";
import type { TrackingView } from "./tracking.contract.ts";

type Step = z.output<typeof TrackingView>["parcels"][number]["timeline"][number];

/** What a page can hold: of a parcel that is scanned every hour the latest steps, and the first. */
const most = 40;

/**
 * A parcel's way for its shopper, latest first. What says nothing new is left out: the same status at the same place again, and codes without
 * a meaning and without words.
 */
export function timelineOf({ scans }: Pick<TrackedParcel, "scans">): Step[] {
  const steps: Step[] = [];
  for (const scan of scans.toReversed()) {
    const last = steps.at(-1);
    if (scan.status === null && scan.text === null) continue;
    if (last !== undefined && scan.status !== null && last.status === scan.status && isSame(last, scan)) continue;
    steps.push({
      at: scan.at,
      source: scan.source,
      ...(scan.status !== null && { status: scan.status }),
      ...(scan.fault !== null && { fault: scan.fault }),
      ...(scan.text !== null && { text: scan.text }),
      ...(scan.place !== null && { place: scan.place }),
    });
  }
  const shown = steps.length <= most ? steps : [...steps.slice(0, 1), ...steps.slice(1 - most)];
  return shown.reverse();
}

function isSame(step: Step, { place, text }: TrackedParcel["scans"][number]): boolean {
  return (place === null || step.place === place) && (text === null || step.text === text);
}
