import type { ContractOutput, getProgramModel, listProgramModels } from "@aftercare/platform/contract";
import type { ProgramDocument } from "../program-types.ts";

export type ModelRow = ContractOutput<typeof listProgramModels>["items"][number];
export type ModelCard = ContractOutput<typeof getProgramModel>;
export type Curve = NonNullable<ModelCard["uplift"]>;
export type Group = NonNullable<ModelCard["groups"]["region"]>[number];

/** What a card needs to be told in words: the program's actions by id, and in which currency its goal is counted. */
export interface Setting {
  readonly name: string;
  readonly document: ProgramDocument | undefined;
  readonly currency: string;
}
