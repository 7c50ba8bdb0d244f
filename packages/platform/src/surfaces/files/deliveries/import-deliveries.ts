import { basename } from "node:path";
import { Temporal } from "temporal-polyfill";
import { expectHandOvers } from "../../../facts/journeys/index.ts";
import { beginImport, finishImport, readRetailer, refuseSampleRetailer } from "../../../facts/retailer/index.ts";
import { type ImportRequest, latestAccepted } from "../import-file.ts";
import { importSession } from "../import-session.ts";
import { Measure } from "../measure.ts";
import { faultIn, readTableFile } from "../read-table-file.ts";
import { RejectsFile } from "../rejects-file.ts";
import { type NamedColumns, type ReadDeliveries, readDeliveries } from "./read-deliveries.ts";
import { recordJourneys } from "./record-journeys.ts";

export interface DeliveriesRequest extends ImportRequest {
  /** IANA name: where the shop is, in whose time the file's times are where they do not say. The retailer's if not given. */
  readonly timeZone?: string | undefined;
  /** Columns by role, where their names do not say it. */
  readonly named?: NamedColumns;
  /** The columns known at purchase; every one that seems to be if not given. */
  readonly features?: readonly string[];
}

/** What became of a file of deliveries. */
export interface DeliveriesSummary {
  /** Rows of the file: added + changed + alreadyKnown + rejected. */
  readonly read: number;
  readonly added: number;
  /** Known from an earlier file that did not look as far. */
  readonly changed: number;
  readonly alreadyKnown: number;
  readonly rejected: number;
  readonly delivered: number;
  readonly cancelled: number;
  readonly lanes: number;
  /** First day of purchase, and the last day that the file knows of. */
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  /** What was read from where, and what was left out. */
  readonly notes: readonly string[];
  readonly seconds: number;
  readonly peakMb: number;
  readonly rejectsFile?: string;
}

const ACTOR = "import";

/**
 * Imports a file of deliveries: one row an order, from which promises are learned. A file that looks further than one before says what became
 * of the same orders; rows that are no orders stand in the rejects file.
 * @throws no-such-file, damaged-file, sample-retailer-present; bad-input naming the file or the option, with what would mend it
 */
export async function importDeliveries(request: DeliveriesRequest): Promise<DeliveriesSummary> {
  const { work, clock, file, rejectsFolder = ".", named = {}, features = [], onProgress } = request;
  const measure = new Measure();
  await refuseSampleRetailer({ db: work.database.kysely });
  const timeZone = zoneOf(request.timeZone) ?? (await knownZone(request)) ?? "UTC";
  const table = await readTableFile(file);
  const read = readDeliveries(file, table, named, features);
  const zone = read.withOffsets ? "UTC" : timeZone;
  const lastAt = instantOf(read.until, zone);
  if (lastAt > latestAccepted(clock))
    throw faultIn(basename(file), `tells of ${read.until.slice(0, 10)}, which is to come; take such rows out`);
  onProgress?.({ phase: "reading", done: table.rows.length, total: table.rows.length });
  return importSession(work.database, async () => {
    const rejects = new RejectsFile(file, rejectsFolder);
    try {
      // The header is the first line.
      for (const { row, why } of read.rejected) await rejects.add(row + 2, why, table.rows[row] ?? []);
      const until = read.until.slice(0, 10);
      await work.run(ACTOR, (tx) => beginImport(tx, clock, { currency: "EUR", timeZone, lastAt }));
      const { added, changed } = await work.run(ACTOR, async (tx) => {
        const recorded = await recordJourneys(tx, read.journeys, { zone, until });
        await expectHandOvers(tx);
        await finishImport(tx, clock, lastAt);
        return recorded;
      });
      onProgress?.({ phase: "recording", done: read.journeys.length, total: read.journeys.length });
      return {
        ...{ read: table.rows.length, added, changed },
        ...{ alreadyKnown: read.journeys.length - added - changed, rejected: rejects.count, ...counts(read), until },
        ...{ timeZone, notes: read.notes, ...measure.end() },
        ...(rejects.path !== undefined && { rejectsFile: rejects.path }),
      };
    } finally {
      await rejects.close();
    }
  });
}

function counts({ journeys }: ReadDeliveries) {
  return {
    delivered: journeys.filter(({ deliveredAt }) => deliveredAt !== undefined).length,
    cancelled: journeys.filter(({ cancelled }) => cancelled).length,
    lanes: new Set(journeys.map(({ lane }) => lane)).size,
    from: journeys[0]?.startsOn ?? "",
  };
}

async function knownZone({ work }: DeliveriesRequest): Promise<string | undefined> {
  const { origin, timeZone } = await readRetailer({ db: work.database.kysely });
  return origin === "empty" ? undefined : timeZone;
}

function zoneOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    throw faultIn("--time-zone", `"${given}" is no time zone; write one such as Europe/Berlin`);
  }
}

function instantOf(local: string, zone: string): Date {
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds);
}
