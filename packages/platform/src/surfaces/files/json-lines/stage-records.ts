import type { IntakeRecord } from "../../../facts/intake/index.ts";
import { copyRows } from "../../../foundation/database/index.ts";
import type { ImportSession } from "../import-session.ts";

/** A record that was read, with its line and its text. */
export interface StagedRecord {
  readonly line: number;
  readonly text: string;
}

export async function makeStagingTable({ client }: ImportSession): Promise<void> {
  await client.query(
    "create temporary table staged (at bigint, line int not null, size int not null, body text not null) on commit drop",
  );
}

/** Writes records to the staging table, with the time by which they are recorded. */
export async function stageRecords(
  { client }: ImportSession,
  records: readonly (StagedRecord & { readonly record: IntakeRecord })[],
): Promise<void> {
  const rows = records.map(({ record, line, text }) => [timeOf(record), line, sizeOf(record), text]);
  if (rows.length > 0) await copyRows({ client }, "staged", ["at", "line", "size", "body"], rows);
}

/** When it happened. What has no time of its own (stores, products, shoppers) comes before everything else. */
function timeOf(record: IntakeRecord): number | null {
  if (record.type === "parcel") return record.shippedAt.getTime();
  return "at" in record ? record.at.getTime() : null;
}

function sizeOf(record: IntakeRecord): number {
  return "lines" in record ? (record.lines?.length ?? 1) : 1;
}

export interface StagedSpan {
  readonly records: number;
  readonly firstAt: Date | undefined;
  readonly lastAt: Date | undefined;
}

export async function stagedSpan({ client }: ImportSession): Promise<StagedSpan> {
  const { rows } = await client.query<{ records: number; first: bigint | null; last: bigint | null }>(
    "select count(*)::int as records, min(at) as first, max(at) as last from staged",
  );
  const [row] = rows;
  const date = (at: bigint | null | undefined) => (at === null || at === undefined ? undefined : new Date(Number(at)));
  return { records: row?.records ?? 0, firstAt: date(row?.first), lastAt: date(row?.last) };
}

/** Records of one transaction, and the order and return lines in them. */
const RECORDS = 2_000;
const LINES = 20_000;

/** The records in the order of their times, in groups that one transaction can hold. */
export async function* stagedRecords(session: ImportSession): AsyncGenerator<StagedRecord[]> {
  let group: StagedRecord[] = [];
  let lines = 0;
  const rows = session.inGroups("select line, size, body from staged order by at nulls first, line", 100);
  for await (const fetched of rows) {
    for (const [line, size, text] of fetched as [number, number, string][]) {
      group.push({ line, text });
      lines += size;
    }
    if (group.length < RECORDS && lines < LINES) continue;
    yield group;
    group = [];
    lines = 0;
  }
  if (group.length > 0) yield group;
}
