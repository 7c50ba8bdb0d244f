import {
  type SampleRecord,
  type SampleTour,
  sampleHistory,
  sampleRetailerName,
  sampleTour,
  sparing,
} from "@aftercare/simulator";
import { sql } from "kysely";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { changeSpeed, readRetailer, updateRetailer } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { startScheme } from "../../means/points/index.ts";
import { beginSampleLife, type House, liveThrough } from "../sample-life/index.ts";
import { furnishShop } from "./furnish-shop.ts";

const source = "sample";
const batchSize = 2_000;
const dayMs = 24 * 60 * 60 * 1000;
const months = 14;
/** The sample retailer's loyalty scheme is a year old, so that there is something to see. */
const pointsSince = 365 * dayMs;

/**
 * The end of the history that is lived and not made up: it takes 74 days until it is known what came of a decision, and some hundred more
 * until thirty shoppers who were offered nothing on purpose are among those known, without whom there is no figure.
 */
const livedDays = 180;

/**
 * A day in three minutes: a return comes in about every half minute, and what a newcomer's tour is about is not much older than a month after
 * an hour of play, so that it can still be brought back.
 */
const firstSpeed = 480;

type Progress = (done: number, total: number) => void;

interface Making {
  readonly onRecorded?: Progress;
  readonly onLived?: Progress;
  /** Days at the end of the history that are lived; 180 unless told. */
  readonly days?: number;
}

/**
 * Fills an empty database with the sample retailer, in one transaction: a start that dies half-way leaves it empty and
 * the next begins again. Answers a newcomer's first cases, or undefined when the database held something already.
 */
export async function ensureSampleRetailer(
  house: House,
  { onRecorded, onLived, days = livedDays }: Making = {},
): Promise<SampleTour | undefined> {
  const { work, clock } = house;
  return work.run("start", async (tx) => {
    // Two processes that start at once take turns; the second finds the shop furnished.
    await sql`select from retailer_settings for update`.execute(tx.db);
    if ((await readRetailer(tx)).origin !== "empty") return undefined;
    const known = await tx.db.selectFrom("events").select("seq").limit(1).executeTakeFirst();
    if (known) return undefined;
    const until = clock.now();
    const from = new Date(until.getTime() - days * dayMs);
    const { records, life } = sampleHistory({ seed: "sample", until: from, months: months - days / (365 / 12) });
    await recordHistory(tx, records, from, onRecorded);
    await openShop(tx, from);
    await furnishShop(tx, { real: clock.real, now: () => from });
    const lived = await liveThrough(tx, house, life, { from, until }, onLived);
    const startsAt = new Date(until.getTime() - pointsSince);
    await startScheme(tx, { startsAt, now: until, actor: "start" });
    const tour = sampleTour([...records, ...lived.told]);
    await beginSampleLife(tx, sparing(lived.life, tour));
    await changeSpeed(tx, clock, firstSpeed);
    return tour;
  });
}

async function recordHistory(
  tx: Tx,
  records: readonly SampleRecord[],
  now: Date,
  onRecorded?: Progress,
): Promise<void> {
  for (let at = 0; at < records.length; at += batchSize) {
    const batch = records.slice(at, at + batchSize).map((record) => IntakeRecord.parse(record));
    const { outcomes } = await recordBatch(tx, source, batch, { history: true, now });
    const refused = outcomes.find(({ outcome }) => outcome === "rejected");
    if (refused) throw new Error(`the sample retailer is not valid: ${JSON.stringify(refused)}`);
    onRecorded?.(Math.min(at + batchSize, records.length), records.length);
  }
}

async function openShop(tx: Tx, at: Date): Promise<void> {
  await updateRetailer(tx, { origin: "sample", name: sampleRetailerName, currency: "EUR", timeZone: "Europe/Berlin" });
  // What the house ships with has decided since people live, and not since this database was made.
  await tx.db.updateTable("program_versions").set({ published_at: at }).where("published_by", "=", "shipped").execute();
}
