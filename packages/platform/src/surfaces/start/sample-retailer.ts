import { type SampleTour, sampleHistory, sampleRetailerName, sampleTour, sparing } from "@aftercare/simulator";
import { sql } from "kysely";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { changeSpeed, readRetailer, updateRetailer } from "../../facts/retailer/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { startScheme } from "../../means/points/index.ts";
import { beginSampleLife } from "../sample-life/index.ts";

const source = "sample";
const batchSize = 2_000;
/** The sample retailer's loyalty scheme is a year old, so that there is something to see. */
const pointsSince = 365 * 24 * 60 * 60 * 1000;

/**
 * A day in three minutes: a return comes in about every half minute, and what a newcomer's tour is about is not much older than a month after
 * an hour of play, so that it can still be brought back.
 */
const firstSpeed = 480;

/**
 * Fills an empty database with the sample retailer, in one transaction: a start that dies half-way leaves it empty and
 * the next begins again. Answers a newcomer's first cases, or undefined when the database held something already.
 */
export async function ensureSampleRetailer(
  work: UnitOfWork,
  clock: Clock,
  onProgress: (done: number, total: number) => void,
): Promise<SampleTour | undefined> {
  return work.run("start", async (tx) => {
    // Two processes that start at once take turns; the second finds the shop furnished.
    await sql`select from retailer_settings for update`.execute(tx.db);
    if ((await readRetailer(tx)).origin !== "empty") return undefined;
    const known = await tx.db.selectFrom("events").select("seq").limit(1).executeTakeFirst();
    if (known) return undefined;
    const { records, life } = sampleHistory({ seed: "sample", until: clock.now() });
    const tour = sampleTour(records);
    for (let at = 0; at < records.length; at += batchSize) {
      const batch = records.slice(at, at + batchSize).map((record) => IntakeRecord.parse(record));
      const { outcomes } = await recordBatch(tx, source, batch, { history: true, now: clock.now() });
      const refused = outcomes.find(({ outcome }) => outcome === "rejected");
      if (refused) throw new Error(`the sample retailer is not valid: ${JSON.stringify(refused)}`);
      onProgress(Math.min(at + batchSize, records.length), records.length);
    }
    await updateRetailer(tx, {
      origin: "sample",
      name: sampleRetailerName,
      currency: "EUR",
      timeZone: "Europe/Berlin",
    });
    await startScheme(tx, {
      startsAt: new Date(clock.now().getTime() - pointsSince),
      now: clock.now(),
      actor: "start",
    });
    await beginSampleLife(tx, sparing(life, tour));
    await changeSpeed(tx, clock, firstSpeed);
    return tour;
  });
}
