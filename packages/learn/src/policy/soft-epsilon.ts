import { LearnError, requireFinite, requireSome } from "../errors/index.ts";

/**
 * The probability of each action under epsilon-greedy choice: epsilon / k for each of the k actions, and 1 − epsilon more for the one of
 * highest value (the earliest of equals). Every action keeps at least epsilon / k, so that a log of these choices can later be
 * weighed for any other policy (Sutton, Barto 2018, "Reinforcement Learning", 2.2).
 *
 * @param values one finite value for each *eligible* action. @param epsilon from 0 (always the best) to 1 (uniform).
 * @returns propensities in the same order; they sum to 1 up to rounding.
 * @throws LearnError naming `values` or `epsilon`.
 */
export function softEpsilon(values: ArrayLike<number>, epsilon: number): number[] {
  requireSome("values", values);
  requireFinite("values", values);
  if (!(epsilon >= 0 && epsilon <= 1)) throw new LearnError("epsilon", `is ${String(epsilon)}; 0 to 1 is needed`);
  let best = 0;
  for (let action = 1; action < values.length; action++) if (values[action]! > values[best]!) best = action;
  const floor = epsilon / values.length;
  return Array.from(values, (_, action) => (action === best ? floor + (1 - epsilon) : floor));
}
