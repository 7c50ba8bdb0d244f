import { seededRandom } from "@aftercare/learn";
import type { GivenParcel } from "./given-parcel.ts";
import type { ScanStatus } from "./status.schema.ts";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 0, 5, 8);
const way: readonly ScanStatus[] = [
  ...(["label_created", "picked_up", "in_transit", "in_transit", "out_for_delivery", "delivered"] as const),
];
const troubles: readonly ScanStatus[] = [
  ...(["delayed", "customs", "attempt_failed", "refused", "lost", "returning", "damaged"] as const),
];

/**
 * The scans of parcels with gaps, problems, siblings, returns and retractions, in order, each as a sender would send it; the same for every mark
 * but for the numbers, which begin with it.
 */
export function scansOf(parcels: number, mark: string): GivenParcel[] {
  const { int } = seededRandom("scans");
  return Array.from({ length: parcels }, (_, index) => journey(index, mark, int)).flat();
}

function journey(index: number, mark: string, draw: (below: number) => number): GivenParcel[] {
  const trackingNumber = `${mark}${String(index).padStart(8, "0")}`;
  const statuses = way.filter(() => draw(10) > 1);
  if (draw(3) === 0) statuses.splice(draw(statuses.length + 1), 0, troubles[draw(troubles.length)]!);
  if (statuses.length === 0) statuses.push("in_transit");
  const scan = (status: ScanStatus, hours: number, key: string, retracts?: string): GivenParcel => ({
    ...{ carrier: "DHL", trackingNumber, shipmentKey: `${mark}${index >> 1}` },
    scans: [
      {
        ...{ key: `test:${trackingNumber}-${key}`, source: "test", code: status, status },
        ...{ at: new Date(start + hours * hourMs), ...(retracts !== undefined && { retracts }) },
      },
    ],
  });
  const first = index * 3;
  const scans = statuses.map((status, place) => scan(status, first + place * 9 + draw(9), String(place)));
  const isTakenBack = draw(6) === 0;
  return isTakenBack
    ? [...scans, scan("in_transit", first + 90, "r", `${trackingNumber}-${draw(statuses.length)}`)]
    : scans;
}

/** A list cut into pieces of drawn lengths. */
export function cut<T>(list: readonly T[], length: () => number): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < list.length; from += pieces.at(-1)!.length) {
    pieces.push(list.slice(from, from + Math.max(1, length())));
  }
  return pieces;
}

/** All that follows from the scans of each parcel of a mark, as text, in the order of their numbers. */
export async function statesOf(
  pool: { query(text: string, values: readonly string[]): Promise<{ rows: { state: string }[] }> },
  mark: string,
): Promise<string[]> {
  const { rows } = await pool.query(
    `select jsonb_build_array(substr(tracking_number, 2), substr(shipment_key, 2), status, phase, status_at, picked_up_at, delivered_at,
      returned_at, last_scan_at, problem, fault, attempts)::text as state
    from parcels where tracking_number like $1 || '________' order by tracking_number`,
    [mark],
  );
  return rows.map(({ state }) => state);
}
