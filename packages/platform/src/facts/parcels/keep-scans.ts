import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { IdOf, ScanId } from "../identifiers/index.ts";
import { translate } from "./crosswalk/index.ts";
import { type GivenScan, type ParcelName, scanKey } from "./given-parcel.ts";
import { isEstimate } from "./parcel-state.ts";
import { countOpenCodes, mappedCodes, mappingOf } from "./scan-codes.ts";
import type { ParcelFault, ScanStatus } from "./status.schema.ts";
import { defaultFault } from "./status.ts";

/** A scan of a parcel as it is kept. */
export interface KeptScan {
  readonly id: IdOf<typeof ScanId>;
  readonly parcelId: string;
  readonly key: string;
  readonly source: string;
  readonly code: string;
  readonly status: ScanStatus | null;
  readonly fault: ParcelFault | null;
  readonly at: Date;
  readonly ignored: string | null;
  readonly retracts: string | null;
  /** The crosswalk does not know its code. */
  readonly open: boolean;
  readonly byParent: boolean;
  readonly recordedAs: ParcelName | undefined;
}

export interface GivenScanOf {
  readonly parcelId: string;
  readonly scan: GivenScan;
}

interface How {
  /** When it was heard; absent for a history, which was heard when it happened. */
  readonly heardAt: Date | undefined;
  /** What is said to have happened after this instant is kept and does not count. */
  readonly latest: Date | undefined;
  /** Parcels of people who are forgotten: a carrier's words can name who signed. */
  readonly wordless: ReadonlySet<string>;
}

/**
 * Writes scans, each once: the first content under a key counts. The parcels must be locked.
 * @returns those that were not known
 */
export async function keepScans(
  tx: DatabaseTx,
  given: readonly GivenScanOf[],
  { heardAt, latest, wordless }: How,
): Promise<KeptScan[]> {
  const mapped = await mappedCodes(
    tx,
    given.filter(({ scan }) => scan.status === undefined).map(({ scan }) => scan),
  );
  const rows = given.flatMap(({ parcelId, scan }) => {
    const meaning = meaningOf(scan);
    if (!meaning) return [];
    const { status, fault } = (meaning.open && mappingOf(mapped, scan)) || meaning;
    const { source, at, country, estimatedFrom, estimatedUntil, retracts, recordedAs } = scan;
    const told = wordless.has(parcelId) ? {} : { text: plain(scan.text, 300), place: plain(scan.place, 80) };
    return {
      ...{ id: newId<"scn">(), parcelId, key: scanKey(scan), source, code: plain(scan.code, 120) ?? "", at, status },
      ...{ fault, country, estimatedFrom, estimatedUntil, open: meaning.open, byParent: meaning.byParent, recordedAs },
      ...{ retracts: retracts ?? null, heardAt: heardAt ?? at },
      ignored: latest && at > latest && retracts === undefined ? "future" : null,
      ...told,
    };
  });
  if (rows.length === 0) return [];
  const inserted = await sql<{ id: string }>`
    insert into scans (id, parcel_id, key, source, code, status, at, heard_at, fault, text, place, country, estimated_from,
      estimated_until, retracts, ignored, open)
    select id, "parcelId", key, source, code, status, at, "heardAt", fault, text, place, country, "estimatedFrom",
      "estimatedUntil", retracts, ignored, open
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "parcelId" uuid, key text, source text,
      code text, status text, at timestamptz, "heardAt" timestamptz, fault text, text text, place text, country text,
      "estimatedFrom" timestamptz, "estimatedUntil" timestamptz, retracts text, ignored text, open boolean)
    on conflict (parcel_id, key) do nothing returning id`.execute(tx.db);
  const isNew = new Set(inserted.rows.map(({ id }) => id));
  const kept = rows.filter(({ id }) => isNew.has(id));
  const open = kept.filter((row) => row.open);
  const news = await countOpenCodes(
    tx,
    open.map((row) => ({ ...row, standsFor: row.byParent ? row.status : null })),
  );
  const late = open.flatMap((row) => {
    const mapping = mappingOf(mapped, row) ? undefined : mappingOf(news, row);
    return mapping ? [{ ...row, ...mapping }] : [];
  });
  return late.length === 0 ? kept : remapped(tx, kept, late);
}

/** Scans whose code was mapped while they were written. */
async function remapped(tx: DatabaseTx, kept: readonly KeptScan[], late: readonly KeptScan[]): Promise<KeptScan[]> {
  await sql`
    update scans s set status = r.status, fault = r.fault
    from jsonb_to_recordset(${JSON.stringify(late)}::jsonb) as r ("parcelId" uuid, key text, status text, fault text)
    where s.parcel_id = r."parcelId" and s.key = r.key`.execute(tx.db);
  const byId = new Map(late.map((scan) => [scan.id, scan]));
  return kept.map((scan) => byId.get(scan.id) ?? scan);
}

interface MeaningOfScan {
  readonly status: ScanStatus | null;
  readonly fault: ParcelFault | null;
  readonly open: boolean;
  readonly byParent: boolean;
}

/** Undefined for what is known to say nothing. */
function meaningOf({ status, fault, source, code, parent }: GivenScan): MeaningOfScan | undefined {
  if (status !== undefined) return { status, fault: fault ?? defaultFault(status), open: false, byParent: false };
  if (isEstimate(code)) return { status: null, fault: null, open: false, byParent: false };
  const found = translate(source, code, parent);
  if (!found) return { status: null, fault: null, open: true, byParent: false };
  if (found.status === null) return undefined;
  return { ...found, fault: fault ?? found.fault, open: found.byParent };
}

/** What people and machines wrote, without what a database cannot hold, and no longer than it is worth. */
function plain(text: string | undefined, most: number): string | undefined {
  const clean = text?.replace(/[\p{Cc}\p{Cs}\s]+/gu, " ").trim();
  return clean ? [...clean].slice(0, most).join("") : undefined;
}
