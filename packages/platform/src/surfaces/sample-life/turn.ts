import {
  answerOffer,
  type LifeState,
  type LivingShop,
  type Plan,
  type PlannedQuestion,
  type PlannedScene,
  type PlannedTrip,
  play,
  type SampleRecord,
} from "@aftercare/simulator";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { askAtCounter, redeemAtCheckout, source } from "./shop-system.ts";

/** What comes of the plans that were played. */
export interface Turn {
  readonly played: readonly string[];
  readonly records: readonly SampleRecord[];
  readonly plans: readonly Plan[];
  readonly state: LifeState;
}

/** What plans are played in. */
export interface Stage {
  readonly tx: Tx;
  readonly runtime: Runtime;
  readonly shop: LivingShop;
  readonly state: LifeState;
  /** The plan that waits under a key. */
  readonly planOf: (key: string) => Promise<Plan | undefined>;
}

/** Plays the first of what is due, in order of time, and with it others as far as they follow of themselves. */
export async function takeTurn(stage: Stage, due: readonly Plan[]): Promise<Turn> {
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
    if (needsAnswer(plan) || plan.at > earliest) break;
    const turn = play(plan, shop, state);
    state = turn.state;
    played.push(plan.key);
    records.push(...turn.records);
    plans.push(...turn.plans);
    earliest = Math.min(earliest, ...turn.plans.map(({ at }) => at));
  }
  return { played, records, plans, state };
}

/** Whether the house has a word in it: what has happened before must have been told to it. */
export function needsAnswer(plan: Plan): plan is Exclude<Plan, PlannedScene> | PlannedTrip {
  return plan.kind === "ask" || (plan.kind === "shop" && plan.offer !== undefined);
}

/**
 * Somebody brought something back. The decision and the offer are transactions of their own, as at any counter, so that a shopper's facts are never
 * locked from two sides; both are the same when they are asked for again.
 */
async function answer({ tx, runtime, shop, state, planOf }: Stage, asked: PlannedQuestion): Promise<Turn> {
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
  const next = await planOf(`shop/${asked.who.id}`);
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

/**
 * Hands records over as a shop does. One that is refused tells of goods that a person has moved meanwhile; life goes on without it.
 * @param how `history` where nobody is to react to them any more
 */
export async function tell(
  tx: Tx,
  records: readonly SampleRecord[],
  how: { readonly now: Date; readonly history: boolean },
): Promise<void> {
  const parsed = records.map((each) => IntakeRecord.parse(each));
  if (parsed.length > 0) await recordBatch(tx, source, parsed, how);
}
