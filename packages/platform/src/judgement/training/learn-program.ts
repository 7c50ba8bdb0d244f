import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { Moment } from "../decisions/index.ts";
import { matureOutcomes } from "../outcomes/index.ts";
import { type ProgramCard, programModelsInForce, saveProgramModel } from "../policy/index.ts";
import { programsInForce } from "../programs/index.ts";
import { learnInWorker } from "./learn-in-worker.ts";
import { readLog } from "./read-log.ts";

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
 * Learns from the log of every program of a moment that has one, each on a thread of its own, and takes in what was learned: as the
 * challenger, or in force where it was proven better. The log is read in one transaction and the model saved in another: computing
 * holds no lock.
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
    const { rows, today } = await unitOfWork.run("learning", async (tx) => ({
      rows: await readLog(tx, moment, document),
      today: (await programModelsInForce(tx, name)).champion?.model,
    }));
    if (rows.length < leastRows) continue;
    const actions = ["none", ...document.actions.map(({ id }) => id)];
    const features = moment.features.map((feature) => feature.name);
    const comparable =
      today && sameList(today.actions, actions) && sameList(today.features, features) ? today : undefined;
    const { model, card } = await learnInWorker({ rows, actions, features, today: comparable });
    await unitOfWork.run("learning", (tx) => saveProgramModel(tx, name, { model, card, at: clock.now() }));
    cards.set(name, card);
  }
  return cards;
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}
