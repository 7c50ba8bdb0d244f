import { IntakeRecord, notYet, readRecord, recordBatch } from "../../../facts/intake/index.ts";
import { beginImport, finishImport, refuseSampleRetailer } from "../../../facts/retailer/index.ts";
import { type ImportRequest, type ImportSummary, latestAccepted, unknownFileType } from "../import-file.ts";
import { type ImportSession, importSession } from "../import-session.ts";
import { Measure } from "../measure.ts";
import { RejectsFile } from "../rejects-file.ts";
import { type ImportCounts, summaryOf } from "../summary-of.ts";
import { readLines } from "./read-lines.ts";
import { makeStagingTable, type StagedRecord, stagedRecords, stagedSpan, stageRecords } from "./stage-records.ts";

export interface JsonLinesRequest extends ImportRequest {
  /** The system that the records come from; `shop`, as in `POST /v1/events`, when not given. */
  readonly source?: string;
  /** Of the shop: ISO 4217 and an IANA name. Used when the database is empty; EUR and Europe/Berlin when not given. */
  readonly currency?: string;
  readonly timeZone?: string;
}

const ACTOR = "import";

/**
 * Imports a file of intake records, one JSON object a line, in any order: they are recorded in the order of their times.
 * Each line is taken, known, or rejected alone.
 * @throws noSuchFile, unknownFileType, sampleRetailerPresent
 */
export async function importJsonLines(request: JsonLinesRequest): Promise<ImportSummary> {
  const { work, file, rejectsFolder = "." } = request;
  if (!/\.jsonl(\.gz)?$/i.test(file)) throw unknownFileType({ file, expected: ".jsonl, .jsonl.gz" });
  await refuseSampleRetailer({ db: work.database.kysely });
  const measure = new Measure();
  return importSession(work.database, async (session) => {
    await makeStagingTable(session);
    const rejects = new RejectsFile(file, rejectsFolder);
    try {
      const read = await stageFile(session, request, rejects);
      const counts = await recordStaged(session, request, rejects);
      return summaryOf({ read, ...counts }, rejects, measure);
    } finally {
      await rejects.close();
    }
  });
}

async function stageFile(
  session: ImportSession,
  { file, clock, onProgress }: JsonLinesRequest,
  rejects: RejectsFile,
): Promise<number> {
  let read = 0;
  await readLines({
    file,
    async onLines(lines) {
      read += lines.length;
      const staged: (StagedRecord & { record: IntakeRecord })[] = [];
      for (const { line, text } of lines) {
        const result = text === undefined ? { fault: "is longer than 4 MB" } : parse(text, latestAccepted(clock));
        if ("fault" in result) await rejects.add(line, result.fault, [text?.slice(0, 1_000) ?? ""]);
        else staged.push({ line, text: text ?? "", record: result.record });
      }
      await stageRecords(session, staged);
    },
    onProgress: (done, total) => onProgress?.({ phase: "reading", done, total }),
  });
  return read;
}

function parse(text: string, latest: Date): { record: IntakeRecord } | { fault: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: "is not JSON; write one object on each line" };
  }
  const result = readRecord(json);
  if ("fault" in result) return { fault: `${result.fault.field}: ${result.fault.reason}` };
  const future = notYet(result.record, latest);
  return future ? { fault: `${future.field}: ${future.reason}` } : result;
}

type Counts = Omit<ImportCounts, "read">;

async function recordStaged(session: ImportSession, request: JsonLinesRequest, rejects: RejectsFile): Promise<Counts> {
  const { work, clock, source = "shop", currency = "EUR", timeZone = "Europe/Berlin", onProgress } = request;
  const counts = {
    ...{ taken: 0, alreadyKnown: 0, shoppers: 0, orders: 0, orderLines: 0, adjustments: 0 },
    ...{ returnLines: 0, returnLinesMatched: 0, returnLinesSplit: 0 },
  };
  const { records: total, firstAt, lastAt } = await stagedSpan(session);
  const now = firstAt ?? clock.now();
  await work.run(ACTOR, (tx) => beginImport(tx, clock, { currency, timeZone, lastAt: lastAt ?? clock.real() }));
  let done = 0;
  for await (const group of stagedRecords(session)) {
    const records = group.map(({ text }) => IntakeRecord.decode(JSON.parse(text)));
    const options = { history: true, now };
    const { outcomes, returnLines } = await work.run(ACTOR, (tx) => recordBatch(tx, source, records, options));
    for (const outcome of outcomes) {
      const record = records[outcome.index];
      if (outcome.outcome === "known") counts.alreadyKnown++;
      else if (outcome.outcome === "rejected") {
        const { line, text } = group[outcome.index] ?? { line: 0, text: "" };
        await rejects.add(line, `${outcome.field}: ${outcome.reason}`, [text.slice(0, 1_000)]);
      } else {
        counts.taken++;
        if (record?.type === "shopper") counts.shoppers++;
        if (record?.type === "adjustment") counts.adjustments++;
        if (record?.type === "order") counts.orders++;
        if (record?.type === "order" || record?.type === "order-lines") counts.orderLines += record.lines.length;
      }
    }
    counts.returnLines += returnLines.lines;
    counts.returnLinesMatched += returnLines.matched;
    counts.returnLinesSplit += returnLines.split;
    done += group.length;
    onProgress?.({ phase: "recording", done, total });
  }
  if (lastAt) await work.run(ACTOR, (tx) => finishImport(tx, clock, lastAt));
  return counts;
}
