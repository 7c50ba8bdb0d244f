import type { ContractOutput } from "../../foundation/contracts/index.ts";
import type { ProgramDocument } from "../../judgement/programs/index.ts";
import { previewPublication, publishProgramDraft, saveProgram } from "../../judgement/publishing/programs.contract.ts";
import { type Comparison, compareWithHouse, isInForce } from "./compare-with-house.ts";
import type { House } from "./house.ts";

export type Preview = ContractOutput<typeof previewPublication>;

export interface ApplyOptions {
  /**
   * Publish, if what decides now is this version: the one that the preview was seen against, 0 where there was none. Without it the
   * document is saved as a draft and previewed.
   */
  readonly publishOver?: number;
  /** Save over a draft that says something else. */
  readonly replaceDraft: boolean;
  /** Why it is published. */
  readonly note: string;
}

/** What became of a file. */
export type Applied =
  | { readonly outcome: "in-force"; readonly comparison: Comparison }
  /** Somebody's unpublished work stands in the way. */
  | { readonly outcome: "other-draft"; readonly comparison: Comparison }
  /** Published over meanwhile: the preview that was seen is of no use. */
  | { readonly outcome: "outdated"; readonly comparison: Comparison; readonly preview: Preview }
  | { readonly outcome: "drafted"; readonly comparison: Comparison; readonly preview: Preview }
  | { readonly outcome: "published"; readonly version: number; readonly preview: Preview };

/** Brings what a file says into the house: as a draft with its preview, or in force. Nothing is written for a file that changes nothing. */
export async function applyProgramFile(
  house: House,
  document: ProgramDocument,
  { publishOver, replaceDraft, note }: ApplyOptions,
): Promise<Applied> {
  const { name } = document;
  const comparison = await compareWithHouse(house, document);
  if (isInForce(comparison)) return { outcome: "in-force", comparison };
  const { draft, revision, version } = comparison;
  if (draft?.same === false && !replaceDraft) return { outcome: "other-draft", comparison };
  if (draft?.same !== true) await house.call(saveProgram, { name, document, revision });
  const preview = await house.call(previewPublication, { name });
  if (publishOver === undefined) return { outcome: "drafted", comparison, preview };
  if (publishOver !== version) return { outcome: "outdated", comparison, preview };
  const published = await house.call(publishProgramDraft, { name, token: preview.token, note });
  return { outcome: "published", version: published.published?.version ?? 0, preview };
}
