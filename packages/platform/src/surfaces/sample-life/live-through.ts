import { type Life, livingShop, type SampleRecord, WaitingPlans } from "@aftercare/simulator";
import { sql } from "kysely";
import { trainRepurchase } from "../../care/incentives/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx, UnitOfWork } from "../../foundation/events/index.ts";
import { deliverReactions, type Reaction } from "../../foundation/reactions/index.ts";
import { fireTimers, type Timer } from "../../foundation/timers/index.ts";
import { matureAll } from "../../judgement/training/index.ts";
import { forgetEarlierItems, inspectReturns } from "./inspect-returns.ts";
import { needsAnswer, takeTurn, tell } from "./turn.ts";

const dayMs = 86_400_000;
/**
 * Days at the end for which what carriers say is kept, as long as anybody looks at a delivery: of earlier parcels it is enough when they left and
 * arrived, and all of it would be as much again as the rest of the history.
 */
const scansKeptDays = 60;
/** Days at the end in which goods that came back are looked at; all of them would take a minute. */
const inspectedDays = 14;
const inspectedInADay = 30;

/** What answers the sample's people. */
export interface House {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly reactions: readonly Reaction[];
  readonly timers: readonly Timer[];
}

interface Span {
  readonly from: Date;
  readonly until: Date;
}

/**
 * Lets people live from the end of their history to a later instant at once: returns are decided about as they come in, by what was known
 * then, offers are used, outcomes ripen. All in the given transaction: a process that dies half-way has lived nothing.
 *
 * Returns are news, as on any day; the rest is recorded as history, in the order in which it happened: nothing reacts to it but what adds up
 * a history anyhow, and one at a time it would take three times as long.
 * @returns what the shop has told meanwhile, in order of time, and how life goes on
 */
export async function liveThrough(
  tx: Tx,
  house: House,
  life: Life,
  { from, until }: Span,
  onDay?: (done: number, total: number) => void,
): Promise<{ readonly told: readonly SampleRecord[]; readonly life: Life }> {
  let at = from;
  const clock: Clock = { real: house.clock.real, now: () => at };
  const runtime = { work: within(tx, house.work), clock };
  const learning = { unitOfWork: runtime.work, clock };
  const reactions = new Map(house.reactions.map((reaction) => [reaction.name, reaction]));
  const timers = new Map(house.timers.map((timer) => [timer.name, timer]));
  const shop = livingShop(life.state);
  const waiting = new WaitingPlans(life.plans);
  const planOf = async (key: string) => waiting.get(key);
  const told: SampleRecord[] = [];
  const untold: SampleRecord[] = [];
  const tellAll = async (history: boolean) => {
    await tell(tx, untold, { now: at, history });
    told.push(...untold.splice(0));
  };
  let { state } = life;
  await trainRepurchase(learning);
  const inspectedFrom = until.getTime() - inspectedDays * dayMs;
  const scansFrom = until.getTime() - scansKeptDays * dayMs;
  const days = Math.ceil((until.getTime() - from.getTime()) / dayMs);
  for (let day = 1; day <= days; day++) {
    const evening = new Date(Math.min(from.getTime() + day * dayMs, until.getTime()));
    for (;;) {
      const plan = waiting.takeNext(evening.getTime());
      if (plan === undefined) break;
      at = new Date(plan.at);
      const isReturn = plan.kind === "give-back";
      if (isReturn || needsAnswer(plan)) await tellAll(true);
      const turn = await takeTurn({ tx, runtime, shop, state, planOf }, [plan]);
      state = turn.state;
      waiting.put(turn.plans);
      untold.push(...turn.records.filter((record) => record.type !== "scan" || plan.at > scansFrom));
      if (!isReturn) continue;
      await tellAll(false);
      while ((await deliverReactions(runtime.work, clock, reactions)) > 0);
    }
    at = evening;
    await tellAll(true);
    while ((await fireTimers(runtime.work, clock, timers)) > 0);
    while ((await deliverReactions(runtime.work, clock, reactions)) > 0);
    await matureAll(learning);
    if (evening.getTime() > inspectedFrom) {
      await forgetEarlierItems(tx, new Date(inspectedFrom));
      await inspectReturns(runtime, inspectedInADay);
    }
    onDay?.(day, days);
  }
  return { told, life: { state, plans: waiting.all() } };
}

/** Work that is part of one transaction; what throws is undone alone. */
function within(tx: Tx, { database }: UnitOfWork): UnitOfWork {
  return {
    database,
    async run(_actor, work) {
      await sql`savepoint piece`.execute(tx.db);
      try {
        const answer = await work(tx);
        await sql`release savepoint piece`.execute(tx.db);
        return answer;
      } catch (error) {
        await sql`rollback to savepoint piece`.execute(tx.db);
        throw error;
      }
    },
  };
}
