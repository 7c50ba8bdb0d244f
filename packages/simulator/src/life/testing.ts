import type { SampleRecord } from "../sample-record.ts";
import type { Life, Plan, PlannedQuestion } from "./plan.ts";
import { livingShop, play } from "./play.ts";
import { WaitingPlans } from "./waiting-plans.ts";

/** What a retailer does when asked; gives plans that take the place of those with the same key. */
export type Retailer = (question: PlannedQuestion, plans: Pick<WaitingPlans, "get">) => readonly Plan[];

/** Lets a life go on until an instant, in strict order of time; what is left goes on from there. */
export function liveThrough(
  life: Life,
  until: number,
  retailer: Retailer = () => [],
): { records: SampleRecord[]; life: Life } {
  const shop = livingShop(life.state);
  const plans = new WaitingPlans(life.plans);
  const records: SampleRecord[] = [];
  let { state } = life;
  for (let plan = plans.takeNext(until); plan !== undefined; plan = plans.takeNext(until)) {
    if (plan.kind === "ask") {
      plans.put(retailer(plan, plans));
      continue;
    }
    const played = play(plan, shop, state);
    state = played.state;
    records.push(...played.records);
    plans.put(played.plans);
  }
  return { records, life: { state, plans: plans.all() } };
}
