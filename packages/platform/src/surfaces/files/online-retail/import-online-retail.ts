import { type MentionedVariant, nameVariants } from "../../../facts/catalogue/index.ts";
import { type IntakeRecord, type IntakeResult, recordBatch } from "../../../facts/intake/index.ts";
import { beginImport, finishImport, refuseSampleRetailer } from "../../../facts/retailer/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type ImportRequest, type ImportSummary, latestAccepted, unknownFileType } from "../import-file.ts";
import { type ImportSession, importSession } from "../import-session.ts";
import { Measure } from "../measure.ts";
import { type CsvRow, readCsv } from "../read-csv.ts";
import { RejectsFile } from "../rejects-file.ts";
import { summaryOf } from "../summary-of.ts";
import { type Columns, findColumns } from "./columns.ts";
import { documentRecords, type RowsRecord } from "./document-records.ts";
import { knownLines } from "./known-lines.ts";
import { Lanes } from "./lanes.ts";
import type { StagedRow } from "./packed-rows.ts";
import { rowReader } from "./read-row.ts";
import { Staging } from "./staging.ts";
import { makeTallyTable, Tally } from "./tally.ts";

/** The source under which the format's invoices, customers and stock codes are recorded. */
const SOURCE = "online-retail";
export interface OnlineRetailRequest extends ImportRequest {
  /** Rows that may be kept in memory; a file with more goes through a table. 300,000 when not given. */
  readonly memoryRows?: number;
  /** Lines that are recorded at once; 50,000 when not given. */
  readonly linesAtOnce?: number;
}

const ACTOR = "import";
/** Lines of the file that are prepared and recorded together. */
const LINES = 50_000;

/**
 * Imports a file of the UCI Online Retail format: invoices become orders, cancellations become returns that are matched
 * to their purchases, everything else an adjustment. The file may be in any order; a file that was imported before changes
 * nothing, and one that continues it is imported on top.
 * @throws noSuchFile, unknownFileType, missingColumn, unclosedQuote, emptyFile, sampleRetailerPresent
 */
export async function importOnlineRetail(request: OnlineRetailRequest): Promise<ImportSummary> {
  const { work, file, rejectsFolder = "." } = request;
  if (!/\.csv(\.gz)?$/i.test(file)) throw unknownFileType({ file, expected: ".csv, .csv.gz" });
  const measure = new Measure();
  await refuseSampleRetailer({ db: work.database.kysely });
  return importSession(work.database, async (session) => {
    const tally = new Tally();
    const staging = new Staging(session, request.memoryRows);
    await makeTallyTable(session);
    const rejects = new RejectsFile(file, rejectsFolder);
    try {
      await stageFile(request, staging, tally, rejects);
      await staging.rejectEndless(rejects);
      await recordStaged(session, request, staging, tally, rejects);
      return summaryOf(await tally.counts(session), rejects, measure);
    } finally {
      await rejects.close();
    }
  });
}

/** Reads the file once, row by row, into the staging table. */
async function stageFile(
  { file, clock, onProgress }: OnlineRetailRequest,
  staging: Staging,
  tally: Tally,
  rejects: RejectsFile,
): Promise<void> {
  let read: ReturnType<typeof rowReader> = () => "";
  let width = 0;
  let writing: Promise<void> = Promise.resolve();
  const stage = async (rows: readonly CsvRow[]) => {
    const staged: StagedRow[] = [];
    tally.read(rows.length);
    for (const { line, fields } of rows) {
      const row = fields.length < width ? `has ${fields.length} fields of ${width}` : read(fields);
      if (typeof row === "string") await rejects.add(line, row, fields);
      else staged.push({ ...row, line });
    }
    // The server takes these rows in while the next ones are read.
    await writing;
    writing = staging.add(staged);
    writing.catch(() => {});
  };
  await readCsv({
    file,
    onHeader(header) {
      const columns: Columns = findColumns(file, header);
      width = Math.max(...Object.values(columns)) + 1;
      read = rowReader(columns, latestAccepted(clock));
    },
    onRows: stage,
    onProgress: (done, total) => onProgress?.({ phase: "reading", done, total }),
  });
  await writing;
}

/** Records what is staged, in the order of time, and prepares each part while the one before it is written. */
async function recordStaged(
  session: ImportSession,
  { work, clock, onProgress, linesAtOnce = LINES }: OnlineRetailRequest,
  staging: Staging,
  tally: Tally,
  rejects: RejectsFile,
): Promise<void> {
  const { lastAt } = staging;
  if (!lastAt) return;
  const total = await staging.count();
  await work.run(ACTOR, (tx) => beginImport(tx, clock, { currency: "GBP", timeZone: "Europe/London", lastAt }));
  const lanes = new Lanes(
    (records) => work.run(ACTOR, (tx) => recordSoon(tx, records, lastAt)),
    (records, result) => tally.recorded(session, records, result, rejects),
  );
  let done = 0;
  try {
    for await (const documents of staging.documents(linesAtOnce)) {
      const known = await knownLines(session, SOURCE, documents);
      const prepared = documents.map((document) => documentRecords(document, known));
      for (const document of prepared) tally.known(document.known);
      const records = prepared.flatMap((document) => document.records);
      await work.run(ACTOR, (tx) => nameProducts(tx, records));
      await lanes.record(records);
      onProgress?.({ phase: "recording", done, total });
      done += documents.length;
    }
    await lanes.settle();
    onProgress?.({ phase: "recording", done, total });
  } finally {
    // Whatever has failed: nothing may be written any more once the import has let go of its lock.
    await lanes.stop();
  }
  // This commit waits for the disk, and with it all that came before.
  await work.run(ACTOR, (tx) => finishImport(tx, clock, lastAt));
}

/** Products are what lanes share; made beforehand, they keep no lane waiting for another. */
async function nameProducts(tx: Tx, records: readonly RowsRecord[]): Promise<void> {
  await tx.client.query("set local synchronous_commit = off");
  const mentioned = records.flatMap(({ record }): readonly MentionedVariant[] =>
    record.type === "order" || record.type === "order-lines" || record.type === "return" ? record.lines : [],
  );
  await nameVariants(tx, SOURCE, mentioned);
}

/**
 * Records a batch without waiting until the disk has it: should the machine fail, the import has not answered yet, and
 * when it is run again it takes what is missing.
 */
async function recordSoon(tx: Tx, records: readonly IntakeRecord[], now: Date): Promise<IntakeResult> {
  await tx.client.query("set local synchronous_commit = off");
  return recordBatch(tx, SOURCE, records, { history: true, now });
}
