import { z } from "zod";
import type { Tx } from "../../foundation/events/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { Scheme } from "./scheme.schema.ts";
import { currentScheme } from "./stored-scheme.ts";

/** Somebody saved another version meanwhile; theirs is not overwritten unseen. */
export const schemeChanged = problemKind("points-scheme-changed", 409);

interface Saving {
  readonly scheme: Scheme;
  readonly basedOn: number;
  /** Purchases from here on are counted by it. */
  readonly effectiveAt: Date;
  readonly now: Date;
  readonly actor: string;
}

/** Saves another version and answers its number. @throws points-scheme-changed (409) */
export async function saveScheme(tx: Tx, { scheme, basedOn, effectiveAt, now, actor }: Saving): Promise<number> {
  const version = basedOn + 1;
  const saved = await tx.db
    .insertInto("points_schemes")
    .values({
      version,
      document: JSON.stringify(z.encode(Scheme, scheme)),
      effective_at: effectiveAt,
      saved_at: now,
      saved_by: actor,
    })
    // Of two who save at once the second waits here, and then finds its version taken.
    .onConflict((conflict) => conflict.doNothing())
    .returning("version")
    .executeTakeFirst();
  const current = await currentScheme(tx);
  if (!saved || current.version !== version) throw schemeChanged({ version: current.version });
  return version;
}
