import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import { newestModel, readModel } from "../learning/index.ts";
import { readStanding, type StandingModel, standingModels } from "../policy/index.ts";
import { type PublishedProgram, readPrograms, versionsInForce } from "../programs/index.ts";
import { fittingModels, type ModelsInForce } from "./models-in-force.ts";
import type { Moment } from "./moment.ts";

/** What a decision about a subject rests on beside the subject itself. */
export interface WhatStands {
  /** The id of the decision that stands for the subject, whether or not it is still valid. */
  readonly decision: string | undefined;
  /** In the order in which they are asked. */
  readonly programs: readonly PublishedProgram[];
  modelsOf(program: PublishedProgram | undefined): Promise<ModelsInForce>;
}

interface Row {
  readonly decision: string | null;
  readonly versions: readonly string[];
  readonly baseline: string | null;
  readonly models: readonly StandingModel[];
}

const whatStands = statement<[subject: string, moment: string], Row>(
  "what-stands",
  `select
    (select id from decisions where subject = $1 and moment = $2 and superseded_at is null) as decision,
    ${versionsInForce("$2")} as versions, ${newestModel("$2")} as baseline, ${standingModels("$2")} as models`,
);

/** Identifiers in one statement; what stands under them comes from memory once it was read. */
export async function readWhatStands(tx: DatabaseTx, moment: Moment, subject: string): Promise<WhatStands> {
  const [row] = await whatStands(tx, subject, moment.name);
  const { decision = null, versions = [], baseline = null, models = [] } = row ?? {};
  return {
    decision: decision ?? undefined,
    programs: await readPrograms(tx, moment, versions),
    modelsOf: async (program) => {
      const own = models.filter((each) => each.program === program?.document.name);
      const newest = baseline === null ? undefined : await readModel(tx, baseline);
      return fittingModels(moment, newest, await readStanding(tx, own));
    },
  };
}
