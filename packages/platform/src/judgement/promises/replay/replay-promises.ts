import { settlePromises } from "../../../facts/promises/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import { type CopyRow, copyRows, type DatabaseTx } from "../../../foundation/database/index.ts";
import type { UnitOfWork } from "../../../foundation/events/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import { acceptWhenOrdered } from "../accept/accept-order.ts";
import { journeysOf } from "../history/journeys-of.ts";
import { type JourneyRow, readJourneys } from "../history/read-journeys.ts";
import { readStatedDays } from "../history/stated-days.ts";
import { type ReplayedPromise, replayJourneys } from "./replay-journeys.ts";

/** Days that are replayed where nobody says from when. */
const usually = 180;
/** More journeys than this are sampled: a replay holds all of them in memory, and fits again and again. */
const most = 250_000;

export interface ReplayRequest {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** First day of starting that is promised, such as 2018-01-01; 180 days before the business day if not given. */
  readonly from?: string | undefined;
  /** Hears how much of the computing is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface Replayed {
  /** Promises written into the ledger. */
  readonly promises: number;
  /** First and last day of starting among them. */
  readonly from?: string;
  readonly until?: string;
}

/**
 * Says of the orders of a history what the engine would have promised with each, from events before it alone, and writes it into the ledger
 * with what became of it: basis `retrospective`. Replaces what an earlier replay wrote; orders that were promised something when they
 * were bought keep that. Takes some seconds of computing for each month and ten thousand orders, on the thread that calls.
 */
export async function replayPromises(request: ReplayRequest): Promise<Replayed> {
  const { unitOfWork, clock, onProgress } = request;
  const read = await unitOfWork.run("learning", async (tx) => {
    const { timeZone } = await readRetailer(tx);
    const { rows } = await readJourneys(tx, { timeZone, most });
    return { rows, timeZone, stated: await readStatedDays(tx), promised: await promisedJourneys(tx) };
  });
  const { rows, timeZone, stated, promised } = read;
  const today = dayAt(clock.now(), timeZone).day;
  const from = request.from === undefined ? today - usually : dayNumber(request.from);
  const isPromised = (row: number) => promised.has(rows[row]!.id);
  const told = replayJourneys(journeysOf(rows, stated), from, isPromised, (share) => onProgress?.(share));
  await unitOfWork.run("learning", async (tx) => {
    await writeLedger(tx, rows, told);
    await settlePromises(tx, { today: dayText(today), now: clock.now() });
  });
  const [first, last] = [told[0], told.at(-1)];
  return {
    promises: told.length,
    ...(first && last && { from: dayText(rows[first.row]!.starts), until: dayText(rows[last.row]!.starts) }),
  };
}

async function promisedJourneys({ db }: DatabaseTx): Promise<ReadonlySet<string>> {
  const found = await db.selectFrom("promises").select("journey_id").where("basis", "<>", "retrospective").execute();
  return new Set(found.map(({ journey_id }) => journey_id));
}

async function writeLedger(
  { db, client }: DatabaseTx,
  rows: readonly JourneyRow[],
  told: readonly ReplayedPromise[],
): Promise<void> {
  await client.query(`
    create temporary table replayed_promises (id uuid, journey_id uuid, early int, q50 float8, q90 float8, promise int,
      confidence float8, chance_at_handover float8) on commit drop`);
  await copyRows({ client }, "replayed_promises", staged, ledgerRows(rows, told));
  await db.deleteFrom("promises").where("basis", "=", "retrospective").execute();
  // Whoever was promised something meanwhile keeps that, and whoever has ordered just now is yet to be promised something.
  await client.query(
    `
    insert into promises (id, order_id, journey_id, shopper_id, lane, service, basis, made_at, starts_on, first_earliest,
      first_latest, earliest, latest, q50, q90, confidence, shop_latest, chance_at_handover)
    select r.id, j.order_id, j.id, j.shopper_id, j.lane, j.service, 'retrospective', j.started_at, j.starts_on,
      j.starts_on + r.early, j.starts_on + r.promise, j.starts_on + r.early, j.starts_on + r.promise, r.q50, r.q90,
      r.confidence, j.starts_on + j.planned_days, r.chance_at_handover
    from replayed_promises r join journeys j on j.id = r.journey_id
    where not exists (select from reactions w where w.reaction = $1 and w.subject = j.shopper_id)
    order by r.id
    on conflict (journey_id) do nothing`,
    [acceptWhenOrdered.name],
  );
}

const staged = ["id", "journey_id", "early", "q50", "q90", "promise", "confidence", "chance_at_handover"];

function* ledgerRows(rows: readonly JourneyRow[], told: readonly ReplayedPromise[]): Generator<CopyRow> {
  for (const { row, early, q50, q90, promise, confidence, chanceAtHandover } of told) {
    yield [
      ...[newId(), rows[row]!.id, Math.min(early, promise), q50, q90, promise],
      ...[Math.min(1, confidence), chanceAtHandover ?? null],
    ];
  }
}
