import { type LogisticModel, linearLogistic, standardErrorLogistic } from "@aftercare/learn";
import { modelInput, type Normal } from "../learning/index.ts";
import type { Case } from "./case.ts";
import type { Moment } from "./moment.ts";

/** A number with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
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
 * The chance of the outcome under an action. The model and the belief in the action's effect err independently of each
 * other, so that their variances add on the log-odds scale; the interval's ends are carried over to chances.
 */
export function chanceOf(base: Normal, effect: Normal): Estimate {
  const mean = base.mean + effect.mean;
  const sd = Math.hypot(base.sd, effect.sd);
  return { value: sigmoid(mean), low: sigmoid(mean - z * sd), high: sigmoid(mean + z * sd) };
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
