import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Feature, Normal } from "../learning/index.ts";
import type { FactDeclaration, Facts, ProgramMoment } from "../programs/index.ts";
import type { Question, Sentence, Values } from "./case.ts";

/** What a capability says about one subject: who and when, and a context of its own that the declaration reads. */
export interface Situation<Context>
  extends Omit<
    Question,
    "features" | "facts" | "modelled" | "prior" | "reasonValues" | "assumptions" // read off the context
  > {
  readonly context: Context;
}

/** A fact that programs may name in their expressions. */
export interface MomentFact<Context> extends FactDeclaration {
  value(context: Context): Facts[string];
}

interface Declaration<Context> {
  /** The prefix of the subject's wire id, e.g. `ret`. */
  readonly subject: string;
  /** Days within which an outcome may count, of which each program chooses one; the first is what is learned from history. */
  readonly horizons: readonly [number, ...number[]];
  /** What can be done here; everything where nothing is said. */
  readonly kinds?: NonNullable<ProgramMoment["kinds"]>;
  readonly features: readonly Feature<Context>[];
  readonly facts: readonly MomentFact<Context>[];
  readonly modelled: (context: Context) => boolean;
  readonly prior: (context: Context) => Normal;
  readonly reasonValues: (context: Context) => Readonly<Record<string, Values>>;
  readonly assumptions: (context: Context) => readonly Sentence[];
  /** What is known of these subjects; one that does not exist is left out. */
  readonly situations: (tx: DatabaseTx, subjects: readonly string[]) => Promise<Situation<Context>[]>;
  /** The latest subjects, on which a draft is tried. */
  readonly latest: (tx: DatabaseTx, most: number) => Promise<string[]>;
}

/** A moment that can also be asked about a situation that stands nowhere yet. */
export interface AskableMoment<Context> extends Moment {
  ask(situation: Situation<Context>): Question;
}

/** A place in a shopper's journey where programs decide. */
export interface Moment extends ProgramMoment {
  readonly subject: string;
  readonly horizons: readonly [number, ...number[]];
  readonly features: readonly Pick<Feature<never>, "name" | "scale" | "reason">[];
  /** What is asked about these subjects, in no particular order; one that does not exist is left out. */
  questions(tx: DatabaseTx, subjects: readonly string[]): Promise<Question[]>;
  latest(tx: DatabaseTx, most: number): Promise<string[]>;
}

/**
 * Declares a moment: how to see a subject, what programs may know of it, and what is believed as long as nothing has been learned.
 * The declaration is read here once for each subject and becomes plain data, so that deciding knows no capability by name.
 */
export function moment<Context>(name: string, declaration: Declaration<Context>): AskableMoment<Context> {
  const { subject, horizons, kinds, features, facts, latest } = declaration;
  return {
    name,
    subject,
    horizons,
    ...(kinds && { kinds }),
    features,
    latest,
    facts: facts.map(({ name, type }) => ({ name, type })),
    ask: (situation) => readQuestion(declaration, situation),
    questions: async (tx, subjects) =>
      (await declaration.situations(tx, subjects)).map((situation) => readQuestion(declaration, situation)),
  };
}

function readQuestion<Context>(declaration: Declaration<Context>, situation: Situation<Context>): Question {
  const { context, ...known } = situation;
  return {
    ...known,
    features: declaration.features.map((feature) => feature.value(context)),
    facts: Object.fromEntries(declaration.facts.map((fact) => [fact.name, fact.value(context)])),
    modelled: declaration.modelled(context),
    prior: declaration.prior(context),
    reasonValues: declaration.reasonValues(context),
    assumptions: declaration.assumptions(context),
  };
}
