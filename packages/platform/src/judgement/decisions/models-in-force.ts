import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type ModelInForce, modelInForce } from "../learning/index.ts";
import { type ProgramModelInForce, programModelsInForce } from "../policy/index.ts";
import type { ProgramInForce } from "../programs/index.ts";
import type { Moment } from "./moment.ts";
import type { Models } from "./predict.ts";

/** What decides now: who comes back by themselves, what is in force about the program's actions, and what would take its place. */
export interface ModelsInForce {
  readonly baseline?: ModelInForce | undefined;
  readonly champion?: ProgramModelInForce | undefined;
  readonly challenger?: ProgramModelInForce | undefined;
}

export async function modelsInForce(
  tx: DatabaseTx,
  moment: Pick<Moment, "name" | "features">,
  program: ProgramInForce | undefined,
): Promise<ModelsInForce> {
  const baseline = await modelInForce(tx, moment.name);
  if (!program) return { baseline };
  const { champion, challenger } = await programModelsInForce(tx, program.document.name);
  return { baseline, champion: fitting(moment, champion), challenger: fitting(moment, challenger) };
}

export function asModels({ baseline, champion, challenger }: ModelsInForce): Models {
  return { baseline: baseline?.model, program: champion?.model, challenger: challenger?.model };
}

/** A model of an earlier release that looked at something else is of no use until the program has learned anew. */
function fitting(
  { features }: Pick<Moment, "features">,
  found: ProgramModelInForce | undefined,
): ProgramModelInForce | undefined {
  const same = found?.model.features.length === features.length;
  return same && features.every(({ name }, j) => found.model.features[j] === name) ? found : undefined;
}
