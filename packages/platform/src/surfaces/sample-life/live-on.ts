import { type LifeState, type LivingShop, livingShop } from "@aftercare/simulator";
import { keepSpeed, readPace } from "../../facts/retailer/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { announceReturns } from "./announce-returns.ts";
import { answerRemedies } from "./answer-remedies.ts";
import { feelDelays } from "./feel-delays.ts";
import { giveGifts } from "./give-gifts.ts";
import { hearOffers } from "./hear-offers.ts";
import { inspectReturns } from "./inspect-returns.ts";
import { readGuides } from "./read-guides.ts";
import { receiveAnnounced } from "./receive-announced.ts";
import { receiveOwed } from "./receive-owed.ts";
import { reportFaults } from "./report-faults.ts";
import { sendExchanges } from "./send-exchanges.ts";
import { source } from "./shop-system.ts";
import { dropPlans, holdLife, keepState, plansDue, putPlans, readPlan } from "./stored-life.ts";
import { takeTurn, tell } from "./turn.ts";

/** Plans that are played in one transaction at most. */
const atOnce = 50;
/** The speed is kept as long as what is due is less than so many seconds of the clock behind; seen to this often, as are offers. */
const keptUpMs = 15_000;
const keepEveryMs = 2_000;
/** Items that are looked at in one go: as many as come back in a day. */
const inspectedAtOnce = 8;

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
      const planOf = (key: string) => readPlan(tx, key);
      const turn = await takeTurn({ tx, runtime, shop: shopOf(state), state, planOf }, due);
      await tell(tx, await receiveAnnounced(tx, clock, turn.records), { history: false, now });
      await dropPlans(tx, turn.played);
      await putPlans(tx, turn.plans);
      await keepState(tx, turn.state);
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
      await answerRemedies(runtime);
      await work.run(source, (tx) => feelDelays(tx, runtime, shopOf));
      await readGuides(runtime);
      await announceReturns(runtime);
      await sendExchanges(runtime);
      await reportFaults(runtime);
      await giveGifts(runtime);
      await receiveOwed(runtime);
      await inspectReturns(runtime, inspectedAtOnce);
    }
    return played;
  };
}
