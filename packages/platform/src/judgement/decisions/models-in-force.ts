import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type ModelInForce, modelInForce } from "../learning/index.ts";
import { type ProgramModelInForce, type ProgramModels, programModelsInForce } from "../policy/index.ts";
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
  return fittingModels(moment, baseline, program && (await programModelsInForce(tx, program.document.name)));
}

/** A program's model of an earlier release that looked at something else is of no use until the program has learned anew. */
export function fittingModels(
  { features }: Pick<Moment, "features">,
  baseline: ModelInForce | undefined,
  { champion, challenger }: ProgramModels = {},
): ModelsInForce {
  const fitting = (found: ProgramModelInForce | undefined) => {
    const same = found?.model.features.length === features.length;
    return same && features.every(({ name }, j) => found.model.features[j] === name) ? found : undefined;
  };
  return { baseline, champion: fitting(champion), challenger: fitting(challenger) };
}

export function asModels({ baseline, champion, challenger }: ModelsInForce): Models {
  return { baseline: baseline?.model, program: champion?.model, challenger: challenger?.model };
}
