import { seededRandom } from "@aftercare/learn";
import { hour } from "../calendar/index.ts";
import { chance, exponential } from "../distributions.ts";
import type { LifeState } from "./plan.ts";

/** Who opens a guide that they were told of, and of those, whom it does not help enough. */
const opens = 0.42;
const needsMore = 0.06;
/** Hours until they do, on average. */
const opensAfter = 9;

interface Told {
  readonly state: Pick<LifeState, "seed">;
  /** The order's number, and the guide's key. */
  readonly order: string;
  readonly guide: string;
  readonly sentAt: number;
}

/** When somebody opens a guide, and whether they still need help; undefined where they never do. The same guide of an order is always read the same way. */
export function readGuide({ state, order, guide, sentAt }: Told): { at: number; asksHelp: boolean } | undefined {
  const random = seededRandom(`${state.seed}/guide/${order}/${guide}`);
  if (!chance(random, opens)) return undefined;
  return { at: sentAt + Math.ceil(exponential(random, opensAfter) * hour), asksHelp: chance(random, needsMore) };
}
