import { createHash } from "node:crypto";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Moment } from "../decisions/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import { changesBetween } from "./changes-between.ts";
import type { previewPublication } from "./programs.contract.ts";
import { tryProgram } from "./try-program.ts";

type Preview = z.output<(typeof previewPublication)["output"]>;

/** What publishing `draft` in place of `published` would change. */
export async function previewOf(
  tx: DatabaseTx,
  moment: Moment,
  { published, draft }: { readonly published: ProgramDocument | undefined; readonly draft: ProgramDocument },
): Promise<Preview> {
  const standing = published && published.moment === draft.moment ? await tryProgram(tx, moment, published) : undefined;
  return {
    changes: changesBetween(published ?? {}, draft),
    ...(standing && { standing }),
    drafted: await tryProgram(tx, moment, draft),
    token: previewToken(published, draft),
  };
}

/** The same for the same two documents only. */
export function previewToken(published: ProgramDocument | undefined, draft: ProgramDocument): string {
  return createHash("sha256")
    .update(JSON.stringify([published ?? null, draft]))
    .digest("base64url");
}
