import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "../../foundation/events/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { scheduleTimer, timer } from "../../foundation/timers/index.ts";
import { lockParcels, readLocked } from "./lock-parcels.ts";
import { mapScanCode as contract } from "./parcel.contract.ts";
import { parcelStatusChanged } from "./parcel-facts.ts";
import { settleParcels } from "./record-scans.ts";
import { type ScanCodeRow, scanCodeView } from "./scan-codes.ts";
import { defaultFault } from "./status.ts";

/** Parcels of one firing: some hundredths of a second under their locks. */
const AT_ONCE = 500;

const Remapping = z.object({ source: z.string(), code: z.string(), after: z.uuid().optional() });

/** Gives the scans of a code what a person said it stands for, and their parcels the state that follows. */
export const remapScans = timer("parcels.remap", Remapping, async ({ tx, clock }, { source, code, after }) => {
  const { rows } = await sql<{ id: string }>`
    select distinct parcel_id as id from scans
    where open and source = ${source} and code = ${code} ${after === undefined ? sql`` : sql`and parcel_id > ${after}`}
    order by id limit ${AT_ONCE}`.execute(tx.db);
  const ids = rows.map(({ id }) => id);
  await remap(tx, { source, code }, ids, clock.now());
  const last = ids.at(-1);
  if (ids.length < AT_ONCE || last === undefined) return;
  const due = { key: keyOf({ source, code }), subject: last, at: clock.now(), data: { source, code, after: last } };
  await scheduleTimer(tx, remapScans, due);
});

interface Code {
  readonly source: string;
  readonly code: string;
}

async function remap(tx: Tx, { source, code }: Code, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await lockParcels(tx, ids);
  const before = await readLocked(tx, ids);
  await sql`
    update scans s set status = c.status, fault = c.fault from scan_codes c
    where s.parcel_id = any(${ids}::uuid[]) and s.open and s.source = ${source} and s.code = ${code}
      and c.source = ${source} and c.code = ${code} and c.status is not null`.execute(tx.db);
  const changes = { before, links: [], kept: [], isNew: new Set<string>(), changed: ids };
  const events = await settleParcels(tx, changes, { history: true, now });
  // Nobody is to act on what a code meant weeks ago; of parcels that are over it need not even be told.
  const over = (data: unknown) => (data as z.output<typeof parcelStatusChanged.data>).phase >= 2;
  await tx.appendHistory(events.filter(({ fact, data }) => fact !== parcelStatusChanged || !over(data)));
}

function keyOf({ source, code }: Code): string {
  return JSON.stringify([source, code]);
}

export const mapScanCodeOperation = operation(contract, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { source, code, status, fault = defaultFault(status) ?? undefined }) {
    const { rows } = await sql<ScanCodeRow>`
      update scan_codes set status = ${status}, fault = ${fault ?? null}, mapped_by = ${actor.id}, mapped_at = ${clock.now()}
      where source = ${source} and code = ${code}
      returning source, code, status, fault, stands_for, seen, first_seen_at, last_seen_at, example_parcel_id, mapped_at`.execute(
      tx.db,
    );
    const [row] = rows;
    if (!row) throw notFound();
    const due = { key: keyOf({ source, code }), subject: newId(), at: clock.now() };
    await scheduleTimer(tx, remapScans, { ...due, data: { source, code } });
    const counted = await sql<{ parcels: number }>`
      select count(distinct parcel_id)::int as parcels from scans
      where open and source = ${source} and code = ${code}`.execute(tx.db);
    return { ...scanCodeView(row), parcels: counted.rows[0]?.parcels ?? 0 };
  },
});
