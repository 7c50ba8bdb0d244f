import { createHash } from "node:crypto";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Moment } from "../decisions/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import { changesBetween } from "./changes-between.ts";
import type { previewPublication } from "./programs.contract.ts";
import { latestQuestions, tryProgram } from "./try-program.ts";

type Preview = z.output<(typeof previewPublication)["output"]>;

/** What publishing `draft` in place of `published` would change. */
export async function previewOf(
  tx: DatabaseTx,
  moment: Moment,
  { published, draft }: { readonly published: ProgramDocument | undefined; readonly draft: ProgramDocument },
): Promise<Preview> {
  // Both on the very same subjects, of whom each takes the events of its shopper to see.
  const questions = await latestQuestions(tx, moment);
  const isSameMoment = published?.moment === draft.moment;
  const standing = published && isSameMoment ? await tryProgram(tx, moment, published, questions) : undefined;
  return {
    changes: changesBetween(published ?? {}, draft),
    ...(standing && { standing }),
    drafted: await tryProgram(tx, moment, draft, questions),
    token: previewToken(published, draft),
  };
}

/** The same for the same two documents only. */
export function previewToken(published: ProgramDocument | undefined, draft: ProgramDocument): string {
  return createHash("sha256")
    .update(JSON.stringify([published ?? null, draft]))
    .digest("base64url");
}
