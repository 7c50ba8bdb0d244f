import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
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
  const [row] = await readVersion(tx, version ?? null);
  if (row)
    return {
      ...{ version: row.version, document: PolicyDocument.parse(row.document) },
      ...{ publishedAt: row.published_at, publishedBy: row.published_by, note: row.note },
    };
  return version === undefined || version === 0 ? { version: 0, document: usualPolicy } : undefined;
}

interface Row {
  readonly version: number;
  readonly document: unknown;
  readonly published_at: Date;
  readonly published_by: string;
  readonly note: string;
}

const readVersion = statement<[version: number | null], Row>(
  "return-policy",
  `select version, document, published_at, published_by, note from return_policies
  where version = coalesce($1::int, (select max(version) from return_policies))`,
);
