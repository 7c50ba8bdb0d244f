import { type LogisticModel, linearLogistic, predictArmEffects, standardErrorLogistic } from "@aftercare/learn";
import { modelInput, type Normal } from "../learning/index.ts";
import { costInUse, expectedBasket, type ProgramModel, sameVisitShare } from "../policy/index.ts";
import type { ActionCost } from "../programs/index.ts";
import type { Case } from "./case.ts";
import type { Moment } from "./moment.ts";

/** A number with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What is known when a case is decided: who comes back by themselves, and what this program's log has taught about its actions. */
export interface Models {
  readonly baseline?: LogisticModel | undefined;
  readonly program?: ProgramModel | undefined;
  /** The latest that has learned from the log and is not in force. */
  readonly challenger?: ProgramModel | undefined;
}

/** What is expected of one action. */
export interface Prediction {
  readonly chance: Estimate;
  /** How sure the action's own part in it is: the standard deviation of its effect on the log-odds. */
  readonly effectSd: number;
  /** What is bought when the outcome comes, before any discount, minor units. */
  readonly basket: number;
  /** Share of it that is margin before any discount. */
  readonly marginRate: number;
  /** Share of that margin that is bought in the visit in which it is decided. */
  readonly sameVisitShare: number;
  /** What the action costs by how often it is really used. */
  readonly cost: ActionCost;
}

/** Half the width of a 95 % interval in standard deviations. */
const z = 1.959963984540054;

/** The log-odds of the outcome when nothing is done: from the model where it knows such shoppers, else the stated prior. */
export function baseline(moment: Pick<Moment, "features">, asked: Case, model: LogisticModel | undefined): Normal {
  if (!model || !asked.modelled) return asked.prior;
  const input = modelInput(moment.features, asked.features);
  return { mean: linearLogistic(model, input), sd: standardErrorLogistic(model, input) };
}

/**
 * The outcome under each action, in the order of the case. What the log has taught is taken for the actions it knows; an action that is
 * new since is believed to add its stated effect. Base and effect err independently of each other, so that their variances add on
 * the log-odds scale; the interval's ends are carried over to chances.
 */
export function predict(
  moment: Pick<Moment, "features">,
  asked: Case,
  base: Normal,
  model?: ProgramModel,
): Prediction[] {
  const learned = model && predictArmEffects(model.effects, modelInput(moment.features, asked.features), base.mean);
  const { amount, marginRate } = asked.basket;
  return asked.actions.map(({ id, effect, cost }) => {
    const arm = model?.actions.indexOf(id) ?? -1;
    const known = learned?.[arm];
    const chance = known
      ? chanceOf(known.logOdds, Math.hypot(base.sd, known.effectSd))
      : chanceOf((learned?.[0]?.logOdds ?? base.mean) + effect.mean, Math.hypot(base.sd, effect.sd));
    const effectSd = known ? known.effectSd : effect.sd;
    const share = sameVisitShare(model?.baskets, Math.max(0, arm));
    if (!model) return { chance, effectSd, basket: amount, marginRate, sameVisitShare: share, cost };
    return {
      chance,
      effectSd,
      basket: expectedBasket(model.baskets, Math.max(0, arm), amount),
      marginRate: marginRate * model.baskets.keeps,
      sameVisitShare: share,
      cost: known ? costInUse(model.baskets, arm, cost) : cost,
    };
  });
}

function chanceOf(mean: number, sd: number): Estimate {
  return { value: sigmoid(mean), low: sigmoid(mean - z * sd), high: sigmoid(mean + z * sd) };
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
