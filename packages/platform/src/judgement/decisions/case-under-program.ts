import type { Normal } from "../learning/index.ts";
import {
  type Circumstances,
  type GoalWeights,
  type ProgramInForce,
  priorEffect,
  standingActions,
  weightsFor,
} from "../programs/index.ts";
import type { Case, CaseAction, Question } from "./case.ts";
import type { Models } from "./predict.ts";

const none: CaseAction = {
  id: "none",
  cost: { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 },
  effect: { mean: 0, sd: 0 },
};

/** What outcomes are worth where no program says it: margin for margin. */
const plainMargin: GoalWeights = { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 };

/**
 * A question under the program that decides about it; without one there is nothing to choose from.
 * @param models that decide and challenge: they tell how much has still to be proven
 */
export function caseUnderProgram(
  question: Question,
  program: ProgramInForce | undefined,
  { now, models, ...circumstances }: Circumstances & { readonly now: Date; readonly models: Models },
): Case {
  if (!program)
    return {
      ...question,
      actions: [none],
      weights: plainMargin,
      holdout: 0,
      exploration: 0,
      challenge: 0,
    };
  const { holdout, warmUp } = program.document;
  const isNew = now.getTime() < program.since.getTime() + warmUp.days * 86_400_000;
  const exploration = isNew ? warmUp.exploration : program.document.exploration;
  const actions = standingActions(program, question, circumstances).map((action) =>
    action.id === none.id ? none : { ...action, effect: believedEffect(action.cost.savedShare, question) },
  );
  const weights = weightsFor(program, question.storeKey ?? undefined);
  return { ...question, actions, weights, holdout, exploration, challenge: challengeUnder(program, models) };
}

function believedEffect(savedShare: number, { effectScale = 1 }: Question): Normal {
  const { mean, sd } = priorEffect(savedShare);
  return { mean: effectScale * mean, sd };
}

/** The share of a challenger that is not there tries nothing, and has no part in what trials may cost. */
function challengeUnder({ document }: ProgramInForce, { program, challenger }: Models): number {
  if (!challenger) return 0;
  return program ? document.challenge : document.trial;
}
