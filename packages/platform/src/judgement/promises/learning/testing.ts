import { seededRandom } from "@aftercare/learn";
import type { JourneyRow } from "../history/read-journeys.ts";

/** How parcels of a lane travel. */
interface Way {
  readonly service: string;
  readonly zone: string;
  /** Days that they usually take. */
  readonly usual: number;
  readonly perDay: number;
  /** First day of its parcels; 0 if not given. */
  readonly since?: number;
}

/** Days that a shop tells, a share of lost parcels, and a storm that makes all slower from one day on. */
interface World {
  readonly days: number;
  readonly ways: readonly Way[];
  readonly told?: (way: Way) => number;
  readonly lost?: number;
  readonly storm?: { readonly from: number; readonly slower: number };
  readonly seed?: string;
}

/** Parcels of a made world with what became of them in the end, by the time of the purchase. */
export function parcelsOf({ days, ways, told, lost = 0, storm, seed = "parcels" }: World): JourneyRow[] {
  const random = seededRandom(seed);
  const rows: JourneyRow[] = [];
  for (let day = 0; day < days; day++) {
    for (const way of ways) {
      if (day < (way.since ?? 0)) continue;
      for (let k = 0; k < way.perDay; k++) {
        let age = 0;
        for (;;) {
          age++;
          const speed = storm && day + age >= storm.from ? 1 / storm.slower : 1;
          if (age >= way.usual / 3 && random.next() < (speed * 2.2) / way.usual) break;
        }
        const handover = day + 1;
        rows.push({
          ...{ id: `${rows.length}`, lane: `${way.service}|ber|DE|${way.zone}`, service: way.service, carrier: "dhl" },
          ...{ origin: "ber", country: "DE", zone: way.zone, starts: day, hour: random.int(24) },
          ...{ planned: told ? told(way) : null, handover, waited: 1, handoverHour: 15 },
          ends: random.next() < lost ? null : Math.max(handover, day + age),
          ...{ leaves: null, isCancelled: false, startedMs: day * 86_400_000, endedMs: null, features: {} },
        });
      }
    }
  }
  return rows;
}

/** The same as a shop knows them on the evening before a day. */
export function knownBefore(rows: readonly JourneyRow[], day: number): JourneyRow[] {
  const known = (at: number | null) => (at !== null && at < day ? at : null);
  return rows
    .filter(({ starts }) => starts < day)
    .map((row) => ({ ...row, ends: known(row.ends), handover: known(row.handover) }));
}
