import { sql } from "kysely";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { decideRetrospectively } from "../../judgement/decisions/index.ts";
import { saveModel, type Trained, trainModel } from "../../judgement/learning/index.ts";
import type { ProgramCard } from "../../judgement/policy/index.ts";
import { repurchaseFeatures, repurchaseRows } from "../../judgement/repurchase/index.ts";
import { learnPrograms, matureAll } from "../../judgement/training/index.ts";
import { decideWhenReturned } from "./decide-return.ts";
import { returnIncentive } from "./return-incentive.ts";

interface LearningProgress {
  readonly stage: "train" | "decide";
  /** Returns walked over, or decided about. */
  readonly done: number;
  readonly total: number;
}

interface Learned {
  readonly trained: Trained;
  /** False where the history has taught nothing new since the model in force. */
  readonly newModel: boolean;
  readonly decisions: number;
  /** What programs with a log have learned from it, by name. */
  readonly programs: ReadonlyMap<string, ProgramCard>;
}

interface Learning {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly onProgress?: (progress: LearningProgress) => void;
}

const horizonMs = returnIncentive.horizons[0] * 86_400_000;
/** Returns whose shoppers' events are in memory together. */
const atOnce = 500;

/**
 * Trains "buys again" on the whole history and puts it in force; then decides afterwards about every recorded return of
 * a known shopper that has no decision yet, writes down what came of decisions, and learns from that. Doing it again changes nothing but what is new. After an import, and daily.
 */
export async function learnFromHistory(learning: Learning): Promise<Learned> {
  const { trained, newModel } = await trainRepurchase(learning);
  const decisions = await decideRecordedReturns(learning);
  await matureAll(learning);
  return { trained, newModel, decisions, programs: await learnPrograms(learning, returnIncentive) };
}

/** Trains the model of `return.incentive` on the matured returns as of the business clock. */
export async function trainRepurchase({
  unitOfWork,
  clock,
  onProgress,
}: Learning): Promise<Pick<Learned, "trained" | "newModel">> {
  return unitOfWork.run("learning", async (tx) => {
    const total = await countReturns(tx);
    const now = clock.now();
    let done = 0;
    const onVisit = () => onProgress?.({ stage: "train", done: ++done, total });
    const rows = await repurchaseRows(tx, { now, horizonMs, onVisit });
    const trained = trainModel(rows, { features: repurchaseFeatures.map(({ name }) => name), horizonMs, now });
    return { trained, newModel: await saveModel(tx, returnIncentive.name, trained, now) };
  });
}

async function decideRecordedReturns({ unitOfWork, clock, onProgress }: Learning): Promise<number> {
  const waiting = await unitOfWork.run("learning", undecidedReturns);
  let decided = 0;
  for (let from = 0; from < waiting.length; from += atOnce) {
    const returnIds = waiting.slice(from, from + atOnce);
    decided += await unitOfWork.run("learning", (tx) =>
      decideRetrospectively({ tx, clock }, returnIncentive, returnIds),
    );
    onProgress?.({ stage: "decide", done: from + returnIds.length, total: waiting.length });
  }
  return decided;
}

async function countReturns(tx: DatabaseTx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from returns`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/**
 * Person by person, so that each one's events are read and folded once. A guest without a purchase on record is nobody
 * whom a decision could reach.
 */
async function undecidedReturns(tx: DatabaseTx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from returns r join shoppers s on s.id = r.shopper_id
    where not r.cancelled and not exists (
        select from decisions d
        where d.subject = r.id and d.moment = ${returnIncentive.name} and d.superseded_at is null)
      and (coalesce(s.merged_into, case when s.kind = 'account' then s.id end) is not null
        or exists (select from orders o where o.shopper_id = s.id))
      -- What was recorded a moment ago waits for its reaction, whose decision counts.
      and not exists (select from reactions w where w.reaction = ${decideWhenReturned.name} and w.subject = r.shopper_id)
    order by coalesce(s.merged_into, s.id), r.id`.execute(tx.db);
  return rows.map(({ id }) => id);
}
