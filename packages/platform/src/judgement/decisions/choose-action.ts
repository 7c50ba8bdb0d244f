import { choose, hashToUnit, softEpsilon } from "@aftercare/learn";
import type { Case } from "./case.ts";

export type Mode = "best" | "explored" | "holdout" | "only-option";

export interface Choice {
  /** Position of the chosen action. */
  readonly chosen: number;
  /** The exact probability of each action, in the given order; an ineligible one has 0. They sum to 1. */
  readonly propensities: readonly number[];
  readonly mode: Mode;
}

/**
 * Chooses among the eligible actions. A shopper of the holdout always gets the first one, which is `none`. Everybody
 * else gets the action of highest value, except for the exploration share, which is spread evenly over all eligible
 * actions. Both draws are hashes of ids: the same question gets the same answer on any machine, a test can repeat it, and
 * an auditor can check it; the ids are random themselves, so that nobody can choose their luck.
 * @param values of each action; undefined where it is not eligible. The first, `none`, always has one.
 * @param draw what the random part hangs on; asking with another text draws again
 */
export function chooseAction(
  { shopperId, holdout, exploration }: Pick<Case, "shopperId" | "holdout" | "exploration">,
  { draw, values }: { draw: string; values: readonly (number | undefined)[] },
): Choice {
  const eligible = [...values.keys()].filter((position) => values[position] !== undefined);
  const certain = (mode: Mode): Choice => ({ chosen: 0, propensities: values.map((_, i) => (i === 0 ? 1 : 0)), mode });
  if (inHoldout(shopperId, holdout)) return certain("holdout");
  if (eligible.length === 1) return certain("only-option");
  const worth = eligible.map((position) => values[position] ?? 0);
  const shares = softEpsilon(worth, exploration);
  const drawn = choose(shares, hashToUnit(`draw/${draw}`));
  const best = worth.indexOf(Math.max(...worth));
  const propensities = values.map((_, position) => shares[eligible.indexOf(position)] ?? 0);
  return { chosen: eligible[drawn] ?? 0, propensities, mode: drawn === best ? "best" : "explored" };
}

/** The same shoppers at every moment and for ever: what is withheld from them at one moment must not reach them at another. */
export function inHoldout(shopperId: string, share: number): boolean {
  return hashToUnit(`holdout/${shopperId}`) < share;
}
