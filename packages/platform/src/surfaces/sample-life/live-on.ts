import {
  answerOffer,
  type LifeState,
  type LivingShop,
  livingShop,
  type Plan,
  type PlannedQuestion,
  type PlannedScene,
  type PlannedTrip,
  play,
  type SampleRecord,
} from "@aftercare/simulator";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { keepSpeed, readPace } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { hearOffers } from "./hear-offers.ts";
import { askAtCounter, redeemAtCheckout, source } from "./shop-system.ts";
import { dropPlans, holdLife, keepState, plansDue, putPlans, readPlan } from "./stored-life.ts";

/** Plans that are played in one transaction at most. */
const atOnce = 50;
/** The speed is kept as long as what is due is less than so many seconds of the clock behind; seen to this often, as are offers. */
const keptUpMs = 15_000;
const keepEveryMs = 2_000;

/** What comes of the plans that were played. */
interface Turn {
  readonly played: readonly string[];
  readonly records: readonly SampleRecord[];
  readonly plans: readonly Plan[];
  readonly state: LifeState;
}

/**
 * Lets the sample retailer's people live up to business time, a few plans at a time, and answers how many were played. Any number of
 * processes may call it: one at a time plays, and where it dies the next goes on from what was recorded. Fast time is kept going only while life
 * keeps up with it, so that a slow machine has a slow sample and not an ever longer queue.
 */
export function sampleLife(runtime: Runtime): () => Promise<number> {
  const { work, clock } = runtime;
  let shop: LivingShop | undefined;
  const shopOf = (state: LifeState): LivingShop => {
    shop ??= livingShop(state);
    return shop;
  };
  let keptAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const { played, late } = await work.run(source, async (tx) => {
      const state = await holdLife(tx);
      const now = clock.now();
      const due = state === undefined ? [] : await plansDue(tx, now, atOnce);
      const [first] = due;
      if (state === undefined || first === undefined) return { played: 0, late: 0 };
      const turn = await takeTurn({ tx, runtime, shop: shopOf(state), state }, due);
      await record(tx, turn, now);
      return { played: turn.played.length, late: now.getTime() - first.at };
    });
    const real = clock.real().getTime();
    if (real - keptAt >= keepEveryMs) {
      keptAt = real;
      await work.run(source, async (tx) => {
        const { speed } = await readPace(tx);
        if (late <= keptUpMs * speed) await keepSpeed(tx, clock);
      });
      await work.run(source, (tx) => hearOffers(tx, runtime, shopOf));
    }
    return played;
  };
}

interface Stage {
  readonly tx: Tx;
  readonly runtime: Runtime;
  readonly shop: LivingShop;
  readonly state: LifeState;
}

async function takeTurn(stage: Stage, due: readonly Plan[]): Promise<Turn> {
  const [first] = due;
  if (first?.kind === "ask") return answer(stage, first);
  if (first?.kind === "shop" && first.offer !== undefined) return checkOut(stage, first, first.offer.code);
  return playInTurn(stage, due);
}

/** Plays what needs nobody's answer, up to the first that does or until something has to happen in between. */
function playInTurn({ shop, state: begin }: Stage, due: readonly Plan[]): Turn {
  const played: string[] = [];
  const records: SampleRecord[] = [];
  const plans: Plan[] = [];
  let state = begin;
  let earliest = Number.POSITIVE_INFINITY;
  for (const plan of due) {
    if (!needsNoAnswer(plan) || plan.at > earliest) break;
    const turn = play(plan, shop, state);
    state = turn.state;
    played.push(plan.key);
    records.push(...turn.records);
    plans.push(...turn.plans);
    earliest = Math.min(earliest, ...turn.plans.map(({ at }) => at));
  }
  return { played, records, plans, state };
}

function needsNoAnswer(plan: Plan): plan is PlannedScene {
  return plan.kind !== "ask" && (plan.kind !== "shop" || plan.offer === undefined);
}

/**
 * Somebody brought something back. The decision and the offer are transactions of their own, as at any counter, so that a shopper's facts are never
 * locked from two sides; both are the same when they are asked for again.
 */
async function answer({ tx, runtime, shop, state }: Stage, asked: PlannedQuestion): Promise<Turn> {
  const unchanged = { played: [asked.key], records: [], plans: [], state };
  const found = await tx.db
    .selectFrom("returns")
    .select("id")
    .where("source", "=", source)
    .where("key", "=", asked.returnId)
    .executeTakeFirst();
  // Not recorded: a person at the counter was faster and has taken the goods.
  if (!found) return unchanged;
  const offer = await askAtCounter(runtime, found.id as Id<"ret">);
  if (offer === undefined) return unchanged;
  const next = await readPlan(tx, `shop/${asked.who.id}`);
  const plans = answerOffer({
    state,
    calendar: shop.calendar,
    asked,
    at: runtime.clock.now().getTime(),
    next,
    ...offer,
  });
  return { ...unchanged, plans };
}

/** A trip with an offer: its basket goes to the checkout first, which says what the offer takes off. */
async function checkOut({ runtime, shop, state }: Stage, trip: PlannedTrip, code: string): Promise<Turn> {
  const order = play(trip, shop, state, 0).records.find((each) => each.type === "order");
  const given = order && (await redeemAtCheckout(runtime, code, order));
  return { played: [trip.key], ...play(trip, shop, state, given) };
}

/** Hands the records over as a shop does. One that is refused tells of goods that a person has moved meanwhile; life goes on without it. */
async function record(tx: Tx, { played, records, plans, state }: Turn, now: Date): Promise<void> {
  const parsed = records.map((each) => IntakeRecord.parse(each));
  if (parsed.length > 0) await recordBatch(tx, source, parsed, { history: false, now });
  await dropPlans(tx, played);
  await putPlans(tx, plans);
  await keepState(tx, state);
}
