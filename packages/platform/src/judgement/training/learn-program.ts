import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { Moment } from "../decisions/index.ts";
import { matureOutcomes } from "../outcomes/index.ts";
import { type ProgramCard, saveProgramModel } from "../policy/index.ts";
import { programsInForce } from "../programs/index.ts";
import { learnInWorker } from "./learn-in-worker.ts";

/** Outcomes written in one transaction. */
const atOnce = 2_000;
/** Fewer rows than this say nothing that the stated belief does not. */
const leastRows = 100;

export interface Learning {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

/** Writes down all outcomes that can be known by now. @returns how many */
export async function matureAll({ unitOfWork, clock }: Learning): Promise<number> {
  let total = 0;
  for (;;) {
    const written = await unitOfWork.run("learning", (tx) => matureOutcomes(tx, clock.now(), atOnce));
    total += written;
    if (written < atOnce) return total;
  }
}

/**
 * Learns from the log of every program of a moment that has one, each on a thread of its own that reads it, and takes in what was
 * learned: as the challenger, or in force where it was proven better.
 * @returns the cards, by program; a program with too short a log is left out
 */
export async function learnPrograms(
  { unitOfWork, clock }: Learning,
  moment: Moment,
): Promise<ReadonlyMap<string, ProgramCard>> {
  const programs = await unitOfWork.run("learning", (tx) => programsInForce(tx, moment));
  const cards = new Map<string, ProgramCard>();
  for (const { document } of programs) {
    const { name } = document;
    if (!(await unitOfWork.run("learning", (tx) => hasLog(tx, name)))) continue;
    const features = moment.features.map(({ name, scale, reason }) => ({ name, scale, reason }));
    const learned = await learnInWorker({ url: unitOfWork.database.url, document, features, leastRows });
    if (!learned) continue;
    const { model, card } = learned;
    await unitOfWork.run("learning", (tx) => saveProgramModel(tx, name, { model, card, at: clock.now() }));
    cards.set(name, card);
  }
  return cards;
}

/** Whether there may be enough to learn from: a thread for nothing costs a second. */
async function hasLog({ db }: DatabaseTx, program: string): Promise<boolean> {
  const rows = await db
    .selectFrom("decisions as d")
    .innerJoin("outcomes as o", "o.decision_id", "d.id")
    .select("d.id")
    .where("d.program", "=", program)
    .where("d.retrospective", "=", false)
    .where("d.policy", "is not", null)
    .limit(leastRows)
    .execute();
  return rows.length === leastRows;
}
