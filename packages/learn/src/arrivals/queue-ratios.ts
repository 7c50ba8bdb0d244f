import type { Journeys } from "./journeys.ts";

/** Days over which throughput is counted, and over which the usual level is. */
const throughputDays = 14;
const usualDays = 90;

/** Longest time that a thing is believed to wait in its first stage; after that it is taken for cancelled. */
const longestFirstStage = 40;

/**
 * Little's law (Little 1961, Operations Research 9): those in a queue divided by those who leave it a day is how long the next one
 * waits. Given as the logarithm of today's figure over the mean of the ninety days before, for the first stage and for the rest, from
 * events before the day asked about. A ratio, because the counts themselves grow with the shop and mislead.
 */
export function queueRatios(
  journeys: Journeys,
  horizon: number,
  first: number,
  next: number,
): (day: number) => readonly [number, number] {
  const days = next - first + 1;
  const stages = [stage(days), stage(days)] as const;
  for (let i = 0; i < journeys.starts.length; i++) {
    const start = journeys.starts[i]! - first;
    const end = journeys.ends[i]! - first;
    const handover = journeys.handovers ? journeys.handovers[i]! - first : start;
    const gone = journeys.leaves ? smallest(journeys.leaves[i]! - first, days - 1) : days - 1;
    enter(stages[0], start, Math.min(smallest(handover, end), start + longestFirstStage, gone));
    leave(stages[0], handover);
    if (!Number.isNaN(handover)) enter(stages[1], handover, Math.min(smallest(end, days), handover + horizon, gone));
    leave(stages[1], end);
  }
  const waits = stages.map(({ waiting, left }) => {
    const wait = new Float64Array(days);
    let recent = 0;
    for (let day = 0; day < days; day++) {
      wait[day] = Math.log((waiting[day]! + 1) / (recent / throughputDays + 1));
      recent += left[day]! - (left[day - throughputDays] ?? 0);
    }
    return wait;
  });
  return (day) => {
    const place = Math.min(days - 1, Math.max(0, day - first));
    const [before, after] = waits.map((wait) => {
      const usual = wait.subarray(Math.min(place, Math.max(30, place - usualDays)), place);
      return usual.length === 0 ? 0 : wait[place]! - usual.reduce((sum, each) => sum + each, 0) / usual.length;
    });
    return [before!, after!];
  };
}

interface Stage {
  /** Those in the stage at the beginning of each day. */
  readonly waiting: Float64Array;
  /** Those that left it during each day. */
  readonly left: Float64Array;
}

function stage(days: number): Stage {
  return { waiting: new Float64Array(days), left: new Float64Array(days) };
}

function enter({ waiting }: Stage, from: number, to: number): void {
  for (let day = Math.max(0, from + 1); day <= to; day++) waiting[day]!++;
}

function leave({ left }: Stage, day: number): void {
  if (day >= 0 && day < left.length) left[day]!++;
}

function smallest(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? Number.POSITIVE_INFINITY : b;
  return Number.isNaN(b) ? a : Math.min(a, b);
}
