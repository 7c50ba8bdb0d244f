import type { DatabaseTx } from "../../foundation/database/index.ts";
import { PolicyDocument, usualPolicy } from "./policy.schema.ts";

export interface PolicyVersion {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly publishedAt?: Date;
  readonly publishedBy?: string;
  readonly note?: string;
}

/** The version that holds, or the one that is asked for; undefined where there is no such version. */
export async function readPolicy(tx: DatabaseTx, version?: number): Promise<PolicyVersion | undefined> {
  let query = tx.db.selectFrom("return_policies").selectAll();
  if (version !== undefined) query = query.where("version", "=", version);
  const row = await query.orderBy("version", "desc").limit(1).executeTakeFirst();
  if (row)
    return {
      ...{ version: row.version, document: PolicyDocument.parse(row.document) },
      ...{ publishedAt: row.published_at, publishedBy: row.published_by, note: row.note },
    };
  return version === undefined || version === 0 ? { version: 0, document: usualPolicy } : undefined;
}
