import type { IncidentReason } from "../../facts/delivery/incident.schema.ts";

interface Course {
  /** When the incident was opened, with the reasons as they were then. */
  readonly openedAt: Date;
  /** The latest news of what is still to come. */
  readonly heardAt: Date | null | undefined;
  readonly now: Date;
}

const dayMs = 86_400_000;
/** Silence of fewer days is none. */
const leastSilence = 2;

/**
 * Why, as it stands now. Reasons are written down when an incident is opened, and it stays open for a day of calm: by then a silence has become
 * longer, or is over. Told as it was then, it would contradict the age of the news beside it.
 */
export function reasonsNow(because: readonly IncidentReason[], { openedAt, heardAt, now }: Course): IncidentReason[] {
  return because.map((reason) => {
    if (reason.key !== "delivery.because.silence" || !heardAt) return reason;
    const since = Math.floor((now.getTime() - heardAt.getTime()) / dayMs);
    const days = heardAt > openedAt ? since : Math.max(since, Number(reason.values["days"]));
    return days < leastSilence
      ? { ...reason, key: "delivery.because.silence-over" }
      : { ...reason, values: { ...reason.values, days } };
  });
}
