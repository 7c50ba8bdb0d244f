import { choose, hashToUnit } from "@aftercare/learn";
import { probabilityBest } from "../policy/index.ts";
import type { Case } from "./case.ts";

export type Mode = "best" | "explored" | "holdout" | "only-option";

export interface Choice {
  /** Position of the chosen action. */
  readonly chosen: number;
  /** The exact probability of each action, in the given order; an ineligible one has 0. They sum to 1. */
  readonly propensities: readonly number[];
  readonly mode: Mode;
}

/** What is believed of the value of an action that may be chosen, by the challenger. */
export interface Believed {
  readonly value: number;
  readonly deviation: number;
}

/** What each action is worth; undefined where it is not eligible. The first, `none`, always is. */
export interface Worth {
  /** To the policy in force. */
  readonly values: readonly (number | undefined)[];
  /** To the challenger, for the actions that are eligible; absent without one. */
  readonly challenger?: readonly Believed[];
  /**
   * How likely each eligible action is to be the best one to give everybody, where the challenger has to be proven against them because
   * nothing learned is in force; they sum to 1.
   */
  readonly rivals?: readonly number[];
  /** What each is expected to cost, minor units. */
  readonly costs: readonly number[];
}

/**
 * Chooses among the eligible actions. A shopper of the holdout always gets the first one, which is `none`. Everybody else gets what the
 * policy in force holds for best, but for two shares: the challenger's, and the exploration share, which is spread evenly. Where the
 * budget is spent ahead of its plan, both shares give less to what costs something, the dearer the less, and the rest to `none`, since no
 * price of the budget could hold them back; what is left to it is above zero, so that the log can still be weighed. Both draws are hashes
 * of ids: the same question gets the same answer on any machine, a test can repeat it, and an auditor can check it; the ids are random
 * themselves, so that nobody can choose their luck.
 * @param draw what the random part hangs on; asking with another text draws again
 */
export function chooseAction(
  {
    shopperId,
    holdout,
    exploration,
    challenge,
    budget,
  }: Pick<Case, "shopperId" | "holdout" | "exploration" | "challenge" | "budget">,
  draw: string,
  { values, challenger, rivals, costs }: Worth,
): Choice {
  const eligible = [...values.keys()].filter((position) => values[position] !== undefined);
  const certain = (mode: Mode): Choice => ({ chosen: 0, propensities: values.map((_, i) => (i === 0 ? 1 : 0)), mode });
  if (inHoldout(shopperId, holdout)) return certain("holdout");
  if (eligible.length === 1) return certain("only-option");
  const worth = eligible.map((position) => values[position] ?? 0);
  const best = worth.indexOf(Math.max(...worth));
  const turn = challenger && turnOf(challenger, rivals);
  const challenged = turn ? Math.min(challenge, 1 - exploration) : 0;
  const tried = worth.map((_, k) => exploration / worth.length + challenged * (turn?.[k] ?? 0));
  const afforded = tried.map((share, k) => (k === best ? share : share * affordable(budget, costs[eligible[k]!]!)));
  const spared = sum(tried) - sum(afforded);
  const shares = afforded.map(
    (share, k) => share + (k === 0 ? spared : 0) + (k === best ? 1 - exploration - challenged : 0),
  );
  const drawn = choose(shares, hashToUnit(`draw/${draw}`));
  const propensities = values.map((_, position) => shares[eligible.indexOf(position)] ?? 0);
  return { chosen: eligible[drawn] ?? 0, propensities, mode: drawn === best ? "best" : "explored" };
}

/**
 * What the challenger does with its share: each action as often as it takes it to be likely the best for the shopper. What will be
 * learned later differs from it here and there, and would find nothing in the log where only the best was ever done. As long as the
 * challenger has to be proven against what is given to everybody, half of the share goes to these rivals.
 */
function turnOf(challenger: readonly Believed[], rivals: readonly number[] | undefined): number[] {
  const likely = probabilityBest(
    challenger.map(({ value }) => value),
    challenger.map(({ deviation }) => deviation),
  );
  return rivals ? likely.map((share, k) => (share + rivals[k]!) / 2) : likely;
}

/** However dear an action is, it is tried now and then. */
const leastThrift = 0.02;

/** The same money tries more of what is cheap. What is held for the best anyway is no trial. */
function affordable(budget: Case["budget"], cost: number): number {
  return budget ? Math.max(leastThrift, budget.thrift ** (cost / budget.usualCost)) : 1;
}

function sum(shares: readonly number[]): number {
  return shares.reduce((total, share) => total + share, 0);
}

/** The same shoppers at every moment and for ever: what is withheld from them at one moment must not reach them at another. */
export function inHoldout(shopperId: string, share: number): boolean {
  return hashToUnit(`holdout/${shopperId}`) < share;
}
