import { LearnError, requireFinite, requireLength } from "../errors/index.ts";

/** Past outcomes of each row's id, as they were known at that row's time. */
export interface AsOfRates {
  /** Shrunk mean outcome of the id. */
  readonly rate: Float64Array;
  /** Weight of the outcomes that it rests on: their number, unless they fade. */
  readonly count: Float64Array;
}

/** Further choices for {@link asOfRates}. */
export interface AsOfOptions {
  /** Time that passes until a row's outcome is known, in the unit of `times`, 0 or more. */
  readonly lag: number;
  /** How many outcomes the prior counts for in each id's rate, above 0. */
  readonly strength: number;
  /**
   * For each row the rate to shrink to, e.g. that of the item's brand from another call; the mean of all outcomes known at the time
   * if not given.
   */
  readonly prior?: ArrayLike<number>;
  /** Rate of all ids before the first outcome is known; 0.5 if not given. */
  readonly start?: number;
  /** Time after which an outcome counts half, in the unit of `times`; never if not given. */
  readonly halfLife?: number;
}

/**
 * Target encoding of ids with many values (shoppers, items) that never sees the future: each row gets the shrunk mean of the outcomes
 * of its id that were known by then, which are those of rows with `times[other] + lag ≤ times[row]`. Shrinkage by the number
 * of outcomes (Micci-Barreca 2001, SIGKDD Explorations 3); the order in time in place of cross-fitting as in Prokhorenkova et al.
 * 2018, NeurIPS. Rows whose outcome is not known at all (NaN) get a rate and give none.
 *
 * @param ids to whom each row belongs.  @param times finite; in any order.  @param outcomes 0 or 1, or any number, or NaN.
 * @throws LearnError naming the argument.
 */
export function asOfRates(
  ids: readonly (string | number)[],
  times: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: AsOfOptions,
): AsOfRates {
  const { lag, strength, prior, start = 0.5, halfLife = Number.POSITIVE_INFINITY } = options;
  requireLength("times", times, ids.length, "ids");
  requireFinite("times", times);
  requireLength("outcomes", outcomes, ids.length, "ids");
  if (prior) {
    requireLength("options.prior", prior, ids.length, "ids");
    requireFinite("options.prior", prior);
  }
  if (!(lag >= 0 && Number.isFinite(lag)))
    throw new LearnError("options.lag", `is ${String(lag)}; 0 or more is needed`);
  if (!(strength > 0 && Number.isFinite(strength))) {
    throw new LearnError("options.strength", `is ${String(strength)}; a finite number above 0 is needed`);
  }
  if (!(halfLife > 0)) throw new LearnError("options.halfLife", `is ${String(halfLife)}; above 0 is needed`);
  for (let i = 0; i < outcomes.length; i++) {
    if (Math.abs(outcomes[i]!) === Number.POSITIVE_INFINITY) throw new LearnError("outcomes", `row ${i} is infinite`);
  }

  const order = Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const ofId = new Map<string | number, Tally>();
  const ofAll: Tally = { sum: 0, weight: 0, at: 0 };
  const rate = new Float64Array(ids.length);
  const count = new Float64Array(ids.length);
  let next = 0;
  for (const i of order) {
    const now = times[i]!;
    for (; next < order.length && times[order[next]!]! + lag <= now; next++) {
      const known = order[next]!;
      // With no lag, rows of the same moment become known together: none of them may see itself or its neighbours.
      if (lag === 0 && times[known]! >= now) break;
      if (Number.isNaN(outcomes[known]!)) continue;
      const at = times[known]! + lag;
      const id = ids[known]!;
      const tally = ofId.get(id) ?? { sum: 0, weight: 0, at };
      ofId.set(id, tally);
      add(tally, outcomes[known]!, at, halfLife);
      add(ofAll, outcomes[known]!, at, halfLife);
    }
    const overall = prior ? prior[i]! : ofAll.weight > 0 ? ofAll.sum / ofAll.weight : start;
    const tally = ofId.get(ids[i]!);
    const faded = tally ? 0.5 ** ((now - tally.at) / halfLife) : 0;
    count[i] = tally ? tally.weight * faded : 0;
    rate[i] = ((tally ? tally.sum * faded : 0) + strength * overall) / (count[i]! + strength);
  }
  return { rate, count };
}

interface Tally {
  sum: number;
  weight: number;
  at: number;
}

function add(tally: Tally, outcome: number, at: number, halfLife: number): void {
  const faded = 0.5 ** ((at - tally.at) / halfLife);
  tally.sum = tally.sum * faded + outcome;
  tally.weight = tally.weight * faded + 1;
  tally.at = at;
}
