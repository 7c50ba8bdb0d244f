import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import type { ProgramDocument } from "../../judgement/programs/index.ts";
import { type Change, changesBetween } from "../../judgement/publishing/index.ts";
import { getProgram } from "../../judgement/publishing/programs.contract.ts";
import type { House } from "./house.ts";

/** How a document from a file stands to what the house has under its name. */
export interface Comparison {
  /** What decides now, 0 where nothing was ever published. */
  readonly version: number;
  /** Decides no more. */
  readonly retired: boolean;
  /** From what is published, or from nothing. */
  readonly changes: readonly Change[];
  /** Of the draft there is: whether it is what the file says, and whose it is. */
  readonly draft?: {
    readonly same: boolean;
    readonly savedBy: string;
    readonly savedByName?: string;
    readonly savedAt: string;
  };
  /** What the next save must name. */
  readonly revision: number;
}

/** A file whose program is in force as it says: there is nothing to do. */
export function isInForce({ version, retired, changes }: Comparison): boolean {
  return version > 0 && !retired && changes.length === 0;
}

export async function compareWithHouse(house: House, document: ProgramDocument): Promise<Comparison> {
  const program = await programCalled(house, document.name);
  const { draft } = program ?? {};
  return {
    version: program?.published?.version ?? 0,
    retired: program?.retiredAt !== undefined,
    changes: changesBetween(program?.document ?? {}, document),
    ...(draft && {
      draft: {
        same: changesBetween(draft.document, document).length === 0,
        ...{ savedBy: draft.savedBy, savedAt: draft.savedAt },
        ...(draft.savedByName !== undefined && { savedByName: draft.savedByName }),
      },
    }),
    revision: program?.revision ?? 0,
  };
}

async function programCalled(house: House, name: string): Promise<ContractOutput<typeof getProgram> | undefined> {
  try {
    return await house.call(getProgram, { name });
  } catch (error) {
    if (error instanceof Problem && error.type === "not-found") return undefined;
    throw error;
  }
}
