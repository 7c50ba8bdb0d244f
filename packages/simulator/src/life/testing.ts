import type { SampleRecord } from "../sample-record.ts";
import type { Life, Plan, PlannedQuestion } from "./plan.ts";
import { livingShop, play } from "./play.ts";

/** What a retailer does when asked; gives plans that take the place of those with the same key. */
export type Retailer = (question: PlannedQuestion, plans: ReadonlyMap<string, Plan>) => readonly Plan[];

/** Lets a life go on until an instant, in strict order of time; what is left goes on from there. */
export function liveThrough(
  life: Life,
  until: number,
  retailer: Retailer = () => [],
): { records: SampleRecord[]; life: Life } {
  const shop = livingShop(life.state);
  const plans = new Map(life.plans.map((plan) => [plan.key, plan]));
  const queue = [...plans.values()].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const add = (plan: Plan): void => {
    plans.set(plan.key, plan);
    const place = queue.findIndex(({ at }) => at > plan.at);
    queue.splice(place < 0 ? queue.length : place, 0, plan);
  };
  const records: SampleRecord[] = [];
  let { state } = life;
  for (let plan = queue[0]; plan !== undefined && plan.at <= until; plan = queue[0]) {
    queue.shift();
    if (plans.get(plan.key) !== plan) continue;
    plans.delete(plan.key);
    if (plan.kind === "ask") {
      for (const next of retailer(plan, plans)) add(next);
      continue;
    }
    const played = play(plan, shop, state);
    state = played.state;
    records.push(...played.records);
    for (const next of played.plans) add(next);
  }
  return { records, life: { state, plans: [...plans.values()] } };
}
