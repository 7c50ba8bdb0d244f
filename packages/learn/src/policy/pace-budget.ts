import { LearnError } from "../errors/index.ts";

/** How far the period of a budget has come: sums alone, so that any number of processes can add them up. */
export interface BudgetProgress {
  /** To be spent in the period, 0 or more. */
  readonly budget: number;
  readonly spent: number;
  /** Share of the period, or of the decisions expected in it, that is over: 0 to 1. */
  readonly elapsed: number;
  /** What an action that is worth its cost usually brings and costs, both above 0: they set how fast the price moves. */
  readonly usualValue: number;
  readonly usualCost: number;
  /** Price of a unit of budget to start from; 0 if not given, better last period's. */
  readonly price?: number;
  /** What was spent on trying actions that were not held for the best; 0 if not given. */
  readonly tried?: number;
  /** Share of the budget that may go to such trials once money is short; 0 if not given. */
  readonly triable?: number;
}

/** Where the budget stands. */
export interface BudgetPace {
  /** What was to be spent by now. */
  readonly planned: number;
  readonly left: number;
  /** λ: value that one more unit of budget would bring. Take actions of most value − price × cost. */
  readonly price: number;
  /**
   * How often an action of usual cost may still be tried, as a share of how often it would be without a budget: 1 while money is not
   * short, never below .02. For other costs take it to the power of cost ÷ usual cost: the same money then tries more.
   */
  readonly thrift: number;
}

/** Trials never stop altogether, or what is logged could not be weighed for any other policy. */
const leastThrift = 0.02;
/** In this last share of the period the first price fades: at its end money is worth nothing, whatever it was worth at first. */
const lastShare = 0.1;

/**
 * The price of an online budget as a function of what was spent so far: lazy dual mirror descent in closed form, which is dual averaging
 * (Balseiro, Lu, Mirrokni 2023, "The best of many worlds: dual mirror descent for online allocation problems", Operations Research;
 * Xiao 2010 for the averaging). Its sum over all decisions of (cost − rate) is nothing but spent − planned, so that processes which
 * decide at the same time need to share one number only and in no order, where the usual step-by-step form would need each step.
 *
 * The step is the price's usual size over √(offers that the rest of the period can pay): the theory's step for a horizon that begins
 * anew at every moment with what is left. So the price gives way to noise early and holds the plan tightly late; a step fixed for the
 * whole period would end it with a part unspent that grows with how wrong the first price was.
 *
 * Trials cost money whatever the price is. Once money is short they are held to their share of the plan in the same way.
 *
 * @throws LearnError naming the field of `progress`.
 */
export function paceBudget(progress: BudgetProgress): BudgetPace {
  const { budget, spent, elapsed, usualValue, usualCost, price: start = 0, tried = 0, triable = 0 } = progress;
  for (const [field, value] of Object.entries({ budget, spent, price: start, tried, triable })) {
    if (!(value >= 0 && Number.isFinite(value)))
      throw new LearnError(`progress.${field}`, `is ${value}; 0 or more is needed`);
  }
  for (const [field, value] of Object.entries({ usualValue, usualCost })) {
    if (!(value > 0 && Number.isFinite(value)))
      throw new LearnError(`progress.${field}`, `is ${value}; above 0 is needed`);
  }
  if (!(elapsed >= 0 && elapsed <= 1)) throw new LearnError("progress.elapsed", `is ${elapsed}; 0 to 1 is needed`);
  const planned = budget * elapsed;
  const offersToCome = (budget - planned) / usualCost;
  const wave = usualCost * Math.sqrt(Math.max(1, offersToCome));
  const usualPrice = usualValue / usualCost;
  const remembered = start * Math.min(1, (1 - elapsed) / lastShare);
  const price = Math.max(0, remembered + usualPrice * ((spent - planned) / wave));
  const overTried = Math.max(0, (tried - triable * planned) / wave);
  const shortage = Math.min(1, price / usualPrice);
  return {
    planned,
    left: Math.max(0, budget - spent),
    price,
    thrift: Math.max(leastThrift, Math.exp(-shortage * overTried)),
  };
}
