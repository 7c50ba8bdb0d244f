import type { Plan } from "./plan.ts";

/** Plans that wait in memory for their time, in the order in which a store of them would give them out. */
export class WaitingPlans {
  readonly #byKey = new Map<string, Plan>();
  /** The next one last. One whose place another has taken stays until its turn comes, and is passed over. */
  readonly #queue: Plan[] = [];

  constructor(plans: Iterable<Plan>) {
    for (const plan of plans) this.#byKey.set(plan.key, plan);
    this.#queue.push(...[...this.#byKey.values()].sort((a, b) => (isBefore(a, b) ? 1 : -1)));
  }

  get(key: string): Plan | undefined {
    return this.#byKey.get(key);
  }

  /** A plan takes the place of one with the same key. */
  put(plans: Iterable<Plan>): void {
    for (const plan of plans) {
      this.#byKey.set(plan.key, plan);
      this.#queue.splice(this.#placeOf(plan), 0, plan);
    }
  }

  /** Takes out what comes next, if it comes by an instant. */
  takeNext(until: number): Plan | undefined {
    for (let next = this.#queue.at(-1); next !== undefined && next.at <= until; next = this.#queue.at(-1)) {
      this.#queue.pop();
      if (this.#byKey.get(next.key) !== next) continue;
      this.#byKey.delete(next.key);
      return next;
    }
    return undefined;
  }

  all(): Plan[] {
    return [...this.#byKey.values()];
  }

  #placeOf(plan: Plan): number {
    let [from, to] = [0, this.#queue.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBefore(plan, this.#queue[middle]!)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function isBefore(a: Plan, b: Plan): boolean {
  return a.at < b.at || (a.at === b.at && a.key < b.key);
}
