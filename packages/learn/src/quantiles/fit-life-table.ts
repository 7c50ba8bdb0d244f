import { LearnError, requireFinite, requireLength, requireSome, requireWeights } from "../errors/index.ts";
import { countAtMost, type LifeTable } from "./life-table.ts";

/** What was watched, row by row. */
export interface Durations {
  /** Age at which watching ended: by the event, or because no more is known. */
  readonly exits: ArrayLike<number>;
  /** 1 where it ended by the event, 0 where the row was still waiting (censored). */
  readonly observed: ArrayLike<number>;
  /**
   * Age at which watching began, below the exit; 0 if not given. Entries above 0 make a *period* table: only what happened within the last
   * weeks counts, and still every age is told without the bias of looking at finished rows alone.
   */
  readonly entries?: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
}

/**
 * Kaplan-Meier estimate with delayed entry (Kaplan, Meier 1958, JASA 53; for left truncation Tsai, Jewell, Wang 1987, Biometrika
 * 74): the share still waiting by age when some rows are not over yet. To look at finished rows only would drop the slow ones, and
 * so promise too much.
 *
 * @param prior hazards to shrink to: in each age the table counts as if `weight` more had been at risk with the prior's hazard, so
 *   that small groups borrow from all (a Beta prior on each hazard).
 * @throws LearnError naming `exits`, `observed`, `entries`, `weights` or `prior`; also where nothing was observed to end.
 */
export function fitLifeTable(
  { exits, observed, entries, weights }: Durations,
  prior?: { readonly table: LifeTable; readonly weight: number },
): LifeTable {
  requireSome("exits", exits);
  requireFinite("exits", exits);
  requireLength("observed", observed, exits.length, "exits");
  if (entries) {
    requireLength("entries", entries, exits.length, "exits");
    requireFinite("entries", entries);
  }
  if (weights) requireWeights("weights", weights, exits.length, "exits");
  for (let i = 0; i < exits.length; i++) {
    if (observed[i] !== 0 && observed[i] !== 1) {
      throw new LearnError("observed", `row ${i} is ${String(observed[i])}; 1 (ended) or 0 (still waiting) is needed`);
    }
    // An exit at the age of entry (nothing happened on day 0 yet) is harmless only as the very start, where ages begin.
    if (exits[i]! < (entries?.[i] ?? 0)) throw new LearnError("exits", `row ${i} ends before it was watched`);
  }
  if (prior && !(prior.weight >= 0 && Number.isFinite(prior.weight))) {
    throw new LearnError("prior.weight", `is ${String(prior.weight)}; a finite number of 0 or more is needed`);
  }
  const ages = eventAges(exits, observed, weights, prior?.table.ages ?? []);
  const atRisk = waitingAt(ages, exits, entries, weights);
  const events = endedAt(ages, exits, observed, weights);
  if (!events.some((ended) => ended > 0)) {
    throw new LearnError("observed", "is 0 in every row of weight; at least one end must have been seen");
  }
  if (prior) addPrior(ages, atRisk, events, prior.table, prior.weight);
  const survival: number[] = [];
  let still = 1;
  for (let k = 0; k < ages.length; k++) {
    if (events[k]! > 0) still *= Math.max(0, 1 - events[k]! / atRisk[k]!);
    survival.push(still);
  }
  return { kind: "life-table", version: 1, ages, atRisk: Array.from(atRisk), events: Array.from(events), survival };
}

function eventAges(
  exits: ArrayLike<number>,
  observed: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  others: readonly number[],
): number[] {
  const ages = new Set(others);
  for (let i = 0; i < exits.length; i++) if (observed[i] === 1 && (weights?.[i] ?? 1) > 0) ages.add(exits[i]!);
  return [...ages].sort((a, b) => a - b);
}

/** A row is at risk at every age above its entry, up to and with its exit; from the very start where it was watched from 0. */
function waitingAt(
  ages: readonly number[],
  exits: ArrayLike<number>,
  entries: ArrayLike<number> | undefined,
  weights: ArrayLike<number> | undefined,
): Float64Array {
  const change = new Float64Array(ages.length + 1);
  for (let i = 0; i < exits.length; i++) {
    const entry = entries?.[i] ?? 0;
    const first = entry > 0 ? countAtMost(ages, entry) : 0;
    const end = countAtMost(ages, exits[i]!);
    if (first >= end) continue;
    change[first]! += weights?.[i] ?? 1;
    change[end]! -= weights?.[i] ?? 1;
  }
  for (let k = 1; k < change.length; k++) change[k]! += change[k - 1]!;
  return change.slice(0, ages.length);
}

function endedAt(
  ages: readonly number[],
  exits: ArrayLike<number>,
  observed: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): Float64Array {
  const events = new Float64Array(ages.length);
  for (let i = 0; i < exits.length; i++) {
    if (observed[i] === 1 && (weights?.[i] ?? 1) > 0) events[countAtMost(ages, exits[i]!) - 1]! += weights?.[i] ?? 1;
  }
  return events;
}

function addPrior(
  ages: readonly number[],
  atRisk: Float64Array,
  events: Float64Array,
  prior: LifeTable,
  weight: number,
): void {
  const hazardAt = new Map(
    prior.ages.map((age, k) => [age, prior.events[k]! > 0 ? prior.events[k]! / prior.atRisk[k]! : 0]),
  );
  for (const [k, age] of ages.entries()) {
    atRisk[k]! += weight;
    events[k]! += weight * (hazardAt.get(age) ?? 0);
  }
}
