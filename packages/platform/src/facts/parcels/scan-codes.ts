import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { IdOf, ParcelId } from "../identifiers/index.ts";
import type { listScanCodes } from "./parcel.contract.ts";
import type { ParcelFault, ScanStatus } from "./status.schema.ts";

interface Code {
  readonly source: string;
  readonly code: string;
}

interface Mapping {
  readonly status: ScanStatus;
  readonly fault: ParcelFault | null;
}

/** What people have said that codes stand for. */
export type Mappings = ReadonlyMap<string, Mapping>;

export function mappingOf(mappings: Mappings, code: Code): Mapping | undefined {
  return mappings.get(nameOf(code));
}

/** What people have said that these codes stand for. */
export async function mappedCodes(tx: DatabaseTx, codes: readonly Code[]): Promise<Mappings> {
  const distinct = [...new Map(codes.map((code) => [nameOf(code), code])).values()];
  if (distinct.length === 0) return new Map();
  const { rows } = await sql<Code & Mapping>`
    select c.source, c.code, c.status, c.fault
    from unnest(${distinct.map(({ source }) => source)}::text[], ${distinct.map(({ code }) => code)}::text[]) as w (source, code)
    join scan_codes c on c.source = w.source and c.code = w.code
    where c.status is not null`.execute(tx.db);
  return new Map(rows.map((row) => [nameOf(row), row]));
}

interface Seen extends Code {
  readonly parcelId: string;
  readonly at: Date;
  readonly heardAt: Date;
  readonly byParent: boolean;
  readonly standsFor: ScanStatus | null;
}

/**
 * Lists the codes that the crosswalk does not know, so that a person can say what they stand for. Whoever does so at the same moment
 * waits for the scans to be committed, or was there first.
 * @returns what people have said by now
 */
export async function countOpenCodes(tx: DatabaseTx, seen: readonly Seen[]): Promise<Mappings> {
  if (seen.length === 0) return new Map();
  const rows = [...Map.groupBy(seen, nameOf).values()].map((scans) => {
    const [{ source, code, parcelId, byParent, standsFor }] = scans as [Seen, ...Seen[]];
    const times = scans.map(({ heardAt }) => heardAt.getTime());
    const span = { first: new Date(Math.min(...times)), last: new Date(Math.max(...times)) };
    return { source, code, parcelId, byParent, standsFor, seen: scans.length, ...span };
  });
  const listed = await sql<Code & { status: ScanStatus | null; fault: ParcelFault | null }>`
    insert into scan_codes (source, code, by_parent, stands_for, seen, first_seen_at, last_seen_at, example_parcel_id)
    select source, code, "byParent", "standsFor", seen, first, last, "parcelId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (source text, code text, "byParent" boolean,
      "standsFor" text, seen bigint, first timestamptz, last timestamptz, "parcelId" uuid)
    order by source, code
    on conflict (source, code) do update set seen = scan_codes.seen + excluded.seen,
      first_seen_at = least(scan_codes.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(scan_codes.last_seen_at, excluded.last_seen_at)
    returning source, code, status, fault`.execute(tx.db);
  return new Map(
    listed.rows.flatMap(({ status, fault, ...code }) => (status === null ? [] : [[nameOf(code), { status, fault }]])),
  );
}

export interface ScanCodeRow extends Code {
  readonly status: ScanStatus | null;
  readonly fault: ParcelFault | null;
  readonly stands_for: ScanStatus | null;
  readonly seen: bigint;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
  readonly example_parcel_id: string;
  readonly mapped_at: Date | null;
}

export function scanCodeView(row: ScanCodeRow): z.output<typeof listScanCodes.output>["items"][number] {
  return {
    ...{ source: row.source, code: row.code, status: row.status ?? undefined, fault: row.fault ?? undefined },
    ...{ standsFor: row.stands_for ?? undefined, seen: Number(row.seen) },
    ...{ firstSeenAt: row.first_seen_at, lastSeenAt: row.last_seen_at, mappedAt: row.mapped_at ?? undefined },
    exampleParcelId: row.example_parcel_id as IdOf<typeof ParcelId>,
  };
}

function nameOf({ source, code }: Code): string {
  return JSON.stringify([source, code]);
}
