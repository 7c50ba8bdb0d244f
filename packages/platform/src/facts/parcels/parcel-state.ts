import type { ParcelFault, ParcelProblem, ParcelStatus, ScanStatus } from "./status.schema.ts";
import { phaseOf, problemOf, provesPickUp, rankOf } from "./status.ts";

/** What a parcel's state is computed from: one scan as it is kept. */
export interface StateScan {
  /** Identity within the parcel: the same key is the same scan, however often it is sent. */
  readonly key: string;
  readonly source: string;
  readonly code: string;
  /** Null where nobody knows what the code stands for. */
  readonly status: ScanStatus | null;
  readonly at: Date;
  readonly fault: ParcelFault | null;
  readonly estimatedFrom: Date | null;
  readonly estimatedUntil: Date | null;
  /** The scan that this one takes back: its key, or its key without the source where that is the same. */
  readonly retracts: string | null;
  /** Why the scan does not count. */
  readonly ignored: string | null;
}

/** Everything about a parcel that follows from its scans. */
export interface ParcelState {
  readonly status: ParcelStatus;
  /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
  readonly phase: number;
  readonly statusAt: Date | null;
  readonly pickedUpAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly returnedAt: Date | null;
  readonly lastScanAt: Date | null;
  readonly problem: ParcelProblem | null;
  readonly fault: ParcelFault | null;
  /** Distinct days (UTC) on which delivery was tried in vain. */
  readonly attempts: number;
  readonly estimatedFrom: Date | null;
  readonly estimatedUntil: Date | null;
}

type Told = StateScan & { readonly status: ScanStatus };

/**
 * The state of a parcel as a function of the *set* of its scans: in whatever order they arrive, and however often each does,
 * the answer is the same. Within a phase the latest scan counts, and phases only rise, because carriers send what is late
 * after what is final. A scan that was wrong is taken back by another that names it, an element of the set like any other.
 */
export function parcelState(scans: Iterable<StateScan>): ParcelState {
  const counted = countedScans(scans);
  const told = withReturns(counted.filter((scan): scan is Told => scan.status !== null));
  const phase = Math.max(0, ...told.map(({ status }) => phaseOf(status)));
  const last = told.findLast(({ status }) => phaseOf(status) === phase);
  const problem = last ? problemOf(last.status) : null;
  const estimate = counted.findLast(({ estimatedFrom, estimatedUntil }) => estimatedFrom ?? estimatedUntil);
  return {
    status: last?.status ?? "unknown",
    phase,
    statusAt: last?.at ?? null,
    pickedUpAt: told.find(({ status }) => provesPickUp(status))?.at ?? null,
    deliveredAt: told.find(({ status }) => status === "delivered")?.at ?? null,
    returnedAt: told.find(({ status }) => status === "returned_to_sender")?.at ?? null,
    lastScanAt: counted.findLast(({ code }) => !isEstimate(code))?.at ?? null,
    problem,
    fault: problem === null ? null : (last?.fault ?? null),
    attempts: new Set(told.filter(({ status }) => status === "attempt_failed").map(({ at }) => dayOf(at))).size,
    estimatedFrom: estimate?.estimatedFrom ?? null,
    estimatedUntil: estimate?.estimatedUntil ?? null,
  };
}

/** Each scan once, without those that were taken back, what takes them back, and what is not believed; in order of time. */
export function countedScans<Scan extends StateScan>(scans: Iterable<Scan>): Scan[] {
  const byKey = new Map<string, Scan>();
  for (const scan of scans) byKey.set(scan.key, scan);
  const retracted = new Set<string>();
  for (const { retracts, source } of byKey.values())
    if (retracts !== null) retracted.add(retracts).add(`${source}:${retracts}`);
  return [...byKey.values()]
    .filter(({ key, retracts, ignored }) => retracts === null && ignored === null && !retracted.has(key))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || rankOf(a.status) - rankOf(b.status) || (a.key < b.key ? -1 : 1));
}

/** Carriers scan the sender's own door as "delivered": once a parcel is coming back, that means it is back. */
function withReturns(told: readonly Told[]): Told[] {
  const turned = told.find(({ status }) => status === "returning")?.at;
  if (!turned) return [...told];
  return told.map((scan) =>
    scan.status === "delivered" && scan.at >= turned ? { ...scan, status: "returned_to_sender" } : scan,
  );
}

/** Codes of an estimated time of delivery: they are no sighting of the parcel. */
export function isEstimate(code: string): boolean {
  return code.startsWith("edd_");
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / 86_400_000);
}
