import { type GoalWeights, type ProgramInForce, priorEffect, standingActions, weightsFor } from "../programs/index.ts";
import type { Case, CaseAction, Question } from "./case.ts";

const none: CaseAction = {
  id: "none",
  cost: { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 },
  effect: { mean: 0, sd: 0 },
};

/** What outcomes are worth where no program says it: margin for margin. */
const plainMargin: GoalWeights = { margin: 1, revenue: 0, visits: 0, points: 0 };

/**
 * A question under the program that decides about it; without one there is nothing to choose from.
 * @param recentOffers incentives given to the shopper within the program's frequency window, over all programs
 */
export function caseUnderProgram(
  question: Question,
  program: ProgramInForce | undefined,
  { recentOffers, now }: { readonly recentOffers: number; readonly now: Date },
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
  const { holdout, challenge, warmUp } = program.document;
  const isNew = now.getTime() < program.since.getTime() + warmUp.days * 86_400_000;
  const exploration = isNew ? warmUp.exploration : program.document.exploration;
  const actions = standingActions(program, question, recentOffers).map((action) =>
    action.id === none.id ? none : { ...action, effect: priorEffect(action.cost.savedShare) },
  );
  const weights = weightsFor(program, question.storeKey ?? undefined);
  return { ...question, actions, weights, holdout, exploration, challenge };
}
