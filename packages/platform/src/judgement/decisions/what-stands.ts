import { type StockLevels, type StockRow, stockKnown, stockLevels } from "../../facts/catalogue/index.ts";
import { familyIds } from "../../facts/persons/index.ts";
import { type DatabaseTx, listed, statement } from "../../foundation/database/index.ts";
import { newestModel, readModel } from "../learning/index.ts";
import { readStanding, type StandingModel, standingModels } from "../policy/index.ts";
import { type PublishedProgram, readPrograms, skusInForce, versionsInForce } from "../programs/index.ts";
import type { Question } from "./case.ts";
import { fittingModels, type ModelsInForce } from "./models-in-force.ts";
import type { Moment } from "./moment.ts";

/** What decisions of a moment rest on beside what is asked. */
export interface WhatStands {
  /** In the order in which they are asked. */
  readonly programs: readonly PublishedProgram[];
  modelsOf(program: PublishedProgram | undefined): Promise<ModelsInForce>;
  /** Of the products that the programs name. */
  readonly stock: StockLevels;
  /** The id of the decision that stands for a subject, whether or not it is still valid. */
  decisionOn(subject: string): string | undefined;
  /**
   * How many incentives the person behind a subject was given, by any program and under whichever identifier, within this program's
   * frequency window.
   */
  offersWithin(program: PublishedProgram, subject: string): number;
}

const whatDecides = statement<
  [moment: string],
  {
    readonly versions: readonly string[];
    readonly baseline: string | null;
    readonly models: readonly StandingModel[];
    readonly stock: StockRow;
  }
>(
  "what-decides",
  `select ${versionsInForce("$1")} as versions, ${newestModel("$1")} as baseline, ${standingModels("$1")} as models,
    ${stockKnown(skusInForce("$1"))} as stock`,
);

/** The longest frequency window that a program can state. */
const mostDays = 366;

const whatStands = statement<
  [subjects: readonly string[], shopperIds: readonly string[], moment: string, since: Date],
  {
    readonly subject: string;
    readonly decision: string | null;
    /** When incentives were given, seconds since 1970. */
    readonly given: readonly number[];
  }
>(
  "what-stands",
  `select asked.subject,
    (select id from decisions where subject = asked.subject and moment = $3 and superseded_at is null) as decision,
    array(
      select extract(epoch from decided_at)::float8 from decisions
      where shopper_id = any(${familyIds("asked.shopper_id")}) and decided_at > $4 and chosen <> 'none' and is_incentive
        and not retrospective) as given
  from unnest(${listed("$1")}, ${listed("$2")}) asked (subject, shopper_id)`,
);

/** Identifiers in two statements that travel together, for however many questions; what stands under them comes from memory once it was read. */
export async function readWhatStands(
  tx: DatabaseTx,
  moment: Moment,
  questions: readonly Pick<Question, "subject" | "shopperId">[],
  now: Date,
): Promise<WhatStands> {
  const ago = (days: number) => now.getTime() - days * 86_400_000;
  const subjects = questions.map(({ subject }) => subject);
  const shopperIds = questions.map(({ shopperId }) => shopperId);
  const [[decides], rows] = await Promise.all([
    whatDecides(tx, moment.name),
    whatStands(tx, subjects, shopperIds, moment.name, new Date(ago(mostDays))),
  ]);
  const { versions = [], baseline = null, models = [], stock = {} } = decides ?? {};
  const bySubject = new Map(rows.map((row) => [row.subject, row]));
  return {
    programs: await readPrograms(tx, moment, versions),
    modelsOf: async (program) => {
      const own = models.filter((each) => each.program === program?.document.name);
      const newest = baseline === null ? undefined : await readModel(tx, baseline);
      return fittingModels(moment, newest, await readStanding(tx, own));
    },
    stock: stockLevels(stock),
    decisionOn: (subject) => bySubject.get(subject)?.decision ?? undefined,
    offersWithin: ({ document }, subject) => {
      const since = ago(document.guardrails.perShopper.days);
      return (bySubject.get(subject)?.given ?? []).filter((seconds) => 1_000 * seconds > since).length;
    },
  };
}
