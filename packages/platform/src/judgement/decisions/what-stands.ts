import { type StockLevels, type StockRow, stockKnown, stockLevels } from "../../facts/catalogue/index.ts";
import { familyIds } from "../../facts/persons/index.ts";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import { newestModel, readModel } from "../learning/index.ts";
import { readStanding, type StandingModel, standingModels } from "../policy/index.ts";
import { type PublishedProgram, readPrograms, skusInForce, versionsInForce } from "../programs/index.ts";
import type { Question } from "./case.ts";
import { fittingModels, type ModelsInForce } from "./models-in-force.ts";
import type { Moment } from "./moment.ts";

/** What a decision rests on beside what is asked. */
export interface WhatStands {
  /** The id of the decision that stands for the subject, whether or not it is still valid. */
  readonly decision: string | undefined;
  /** In the order in which they are asked. */
  readonly programs: readonly PublishedProgram[];
  modelsOf(program: PublishedProgram | undefined): Promise<ModelsInForce>;
  /** How many incentives the person was given, by any program and under whichever identifier, within this program's frequency window. */
  offersWithin(program: PublishedProgram): number;
  /** Of the products that the programs name. */
  readonly stock: StockLevels;
}

interface Row {
  readonly decision: string | null;
  readonly versions: readonly string[];
  readonly baseline: string | null;
  readonly models: readonly StandingModel[];
  /** When incentives were given, seconds since 1970. */
  readonly given: readonly number[];
  readonly stock: StockRow;
}

/** The longest frequency window that a program can state. */
const mostDays = 366;

const whatStands = statement<[subject: string, moment: string, shopperId: string, since: Date], Row>(
  "what-stands",
  `select
    (select id from decisions where subject = $1 and moment = $2 and superseded_at is null) as decision,
    ${versionsInForce("$2")} as versions, ${newestModel("$2")} as baseline, ${standingModels("$2")} as models,
    ${stockKnown(skusInForce("$2"))} as stock,
    array(
      select extract(epoch from decided_at)::float8 from decisions
      where shopper_id = any(${familyIds("$3")}) and decided_at > $4 and chosen <> 'none' and not retrospective) as given`,
);

/** Identifiers in one statement; what stands under them comes from memory once it was read. */
export async function readWhatStands(
  tx: DatabaseTx,
  moment: Moment,
  { subject, shopperId }: Pick<Question, "subject" | "shopperId">,
  now: Date,
): Promise<WhatStands> {
  const ago = (days: number) => now.getTime() - days * 86_400_000;
  const [row] = await whatStands(tx, subject, moment.name, shopperId, new Date(ago(mostDays)));
  const { decision = null, versions = [], baseline = null, models = [], given = [], stock = {} } = row ?? {};
  return {
    decision: decision ?? undefined,
    programs: await readPrograms(tx, moment, versions),
    modelsOf: async (program) => {
      const own = models.filter((each) => each.program === program?.document.name);
      const newest = baseline === null ? undefined : await readModel(tx, baseline);
      return fittingModels(moment, newest, await readStanding(tx, own));
    },
    offersWithin: ({ document }) => {
      const since = ago(document.guardrails.perShopper.days);
      return given.filter((seconds) => 1_000 * seconds > since).length;
    },
    stock: stockLevels(stock),
  };
}
