import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Feature } from "../learning/index.ts";
import type { Case, CaseAction, Cost, Normal, Sentence, Values } from "./case.ts";

/** One thing that can be done at a moment. */
export interface Action<Context> {
  readonly id: string;
  /** True, or a key under `reasons.ineligible.` that says why not. */
  eligible(context: Context): true | string;
  costOf(context: Context): Cost;
  /** The prior belief in its effect on the log-odds of the outcome, until experiments have taught it. */
  effect(context: Context): Normal;
}

/** What a capability says about one subject: who and when, and a context of its own that the declaration reads. */
export interface Situation<Context>
  extends Pick<Case, "subject" | "shopperId" | "storeId" | "asOf" | "currency" | "basket" | "marginRate"> {
  readonly context: Context;
}

interface Declaration<Context> {
  /** The prefix of the subject's wire id, e.g. `ret`. */
  readonly subject: string;
  /** The outcome counts when it comes within so many days. */
  readonly horizonDays: number;
  readonly validForDays: number;
  /** Share of shoppers who always get `none`, so that what all others get can be measured. */
  readonly holdoutShare: number;
  /** Share of decisions spread evenly over all eligible actions, so that every propensity is above zero. */
  readonly explorationShare: number;
  readonly features: readonly Feature<Context>[];
  readonly modelled: (context: Context) => boolean;
  readonly prior: (context: Context) => Normal;
  /** Beside `none`, which is always an action, costs nothing and is always eligible. */
  readonly actions: readonly Action<Context>[];
  readonly reasonValues: (context: Context) => Readonly<Record<string, Values>>;
  readonly assumptions: (context: Context) => readonly Sentence[];
  /** What is known of these subjects; one that does not exist is left out. */
  readonly situations: (tx: DatabaseTx, subjects: readonly string[]) => Promise<Situation<Context>[]>;
}

/** A place in a shopper's journey where something is decided. */
export interface Moment
  extends Pick<Declaration<never>, "subject" | "horizonDays" | "validForDays" | "holdoutShare" | "explorationShare"> {
  readonly name: string;
  readonly features: readonly Pick<Feature<never>, "name" | "scale" | "reason">[];
  /** Every action's id, `none` first. */
  readonly actions: readonly string[];
  /** The cases of these subjects, in no particular order; one that does not exist is left out. */
  cases(tx: DatabaseTx, subjects: readonly string[]): Promise<Case[]>;
}

const none: Omit<CaseAction, "ineligibleBecause"> = {
  id: "none",
  cost: { discountRate: 0, contact: 0 },
  effect: { mean: 0, sd: 0 },
};

/**
 * Declares a moment: its actions with their costs, guardrails and believed effects, and how to see a subject. The
 * declaration is read here once for each subject and becomes plain data, so that deciding knows no capability by name.
 */
export function moment<Context>(name: string, declaration: Declaration<Context>): Moment {
  const { subject, horizonDays, validForDays, holdoutShare, explorationShare, features } = declaration;
  return {
    name,
    subject,
    horizonDays,
    validForDays,
    holdoutShare,
    explorationShare,
    features,
    actions: [none.id, ...declaration.actions.map(({ id }) => id)],
    cases: async (tx, subjects) =>
      (await declaration.situations(tx, subjects)).map((situation) => readCase(declaration, situation)),
  };
}

function readCase<Context>(declaration: Declaration<Context>, situation: Situation<Context>): Case {
  const { context, ...known } = situation;
  return {
    ...known,
    features: declaration.features.map((feature) => feature.value(context)),
    modelled: declaration.modelled(context),
    prior: declaration.prior(context),
    actions: [none, ...declaration.actions.map((action) => readAction(action, context))],
    reasonValues: declaration.reasonValues(context),
    assumptions: declaration.assumptions(context),
  };
}

function readAction<Context>(action: Action<Context>, context: Context): CaseAction {
  const answer = action.eligible(context);
  return {
    id: action.id,
    ...(answer !== true && { ineligibleBecause: answer }),
    cost: action.costOf(context),
    effect: action.effect(context),
  };
}
