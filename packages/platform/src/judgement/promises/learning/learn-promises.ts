import { refreshJourneys } from "../../../facts/journeys/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { UnitOfWork } from "../../../foundation/events/index.ts";
import { journeysOf, type KnownJourneys } from "../history/journeys-of.ts";
import { readJourneys } from "../history/read-journeys.ts";
import { readStatedDays } from "../history/stated-days.ts";
import { readNewestModel } from "../model/newest-model.ts";
import { savePromiseModel } from "../model/save-promise-model.ts";
import { fitPromises } from "./fit-promises.ts";
import { cardOf, verdictsOf } from "./promise-card-of.ts";

/** Days of journeys that are learned from, and how many journeys at most: more are sampled. */
const learnsFrom = 400;
const most = 120_000;
/** Deliveries of the last seventeen weeks below which the retailer's own word is better. */
const enough = 100;
const recently = 119;

export interface PromiseLearning {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

/** What was learned. */
export interface LearnedLanes {
  readonly modelId: string;
  readonly journeys: number;
  readonly lanes: number;
}

/**
 * Learns from all journeys how long deliveries take, as of this business morning, and answers by it from then on. Takes seconds of computing
 * on the thread that calls. After an import, and daily.
 * @returns undefined where too little was delivered of late: what was learned before, or what the retailer says, stands
 */
export async function learnPromises({ unitOfWork, clock }: PromiseLearning): Promise<LearnedLanes | undefined> {
  await unitOfWork.run("learning", (tx) => refreshJourneys(tx, clock.now()));
  const { read, card, stated, today } = await unitOfWork.run("learning", (tx) => readAll(tx, clock));
  const known = journeysOf(read.rows, stated);
  if (delivered(known, today) < enough) return undefined;
  const fitted = fitPromises(known, today, verdictsOf(card));
  const modelId = await unitOfWork.run("learning", (tx) =>
    savePromiseModel(
      tx,
      {
        ...{ asOf: dayText(today), kind: fitted.verdicts.way.winner, calibrator: fitted.verdicts.calibration.winner },
        ...{ card: cardOf(known, fitted, read.share), tables: fitted.tables },
      },
      clock.now(),
    ),
  );
  const lanes = fitted.tables.entries.filter(({ of }) => of === "lane").length;
  return { modelId, journeys: known.rows.length, lanes };
}

async function readAll(tx: DatabaseTx, clock: Clock) {
  const { timeZone } = await readRetailer(tx);
  const today = dayAt(clock.now(), timeZone).day;
  return {
    today,
    read: await readJourneys(tx, { timeZone, from: today - learnsFrom, until: today, most }),
    card: (await readNewestModel(tx))?.card,
    stated: await readStatedDays(tx),
  };
}

function delivered({ rows }: KnownJourneys, today: number): number {
  return rows.filter(({ ends }) => ends !== null && ends >= today - recently && ends < today).length;
}
