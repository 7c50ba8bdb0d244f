import { readRetailer } from "../../facts/retailer/index.ts";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import { Scheme } from "./scheme.schema.ts";
import { defaultScheme } from "./scheme.ts";

/** A scheme as it was saved. Version 0 is what holds before anybody saved one. */
export interface SavedScheme {
  readonly version: number;
  readonly scheme: Scheme;
  /** Purchases from here on are counted by it; absent for version 0. */
  readonly effectiveAt?: Date;
}

const newestScheme = statement<
  [],
  { readonly version: number; readonly document: unknown; readonly effective_at: Date }
>("newest-scheme", "select version, document, effective_at from points_schemes order by version desc limit 1");

/** The scheme as it stands. */
export async function currentScheme(tx: DatabaseTx): Promise<SavedScheme> {
  const [row] = await newestScheme(tx);
  if (row) return schemeOf(row);
  const { currency } = await readRetailer(tx);
  return { version: 0, scheme: defaultScheme(currency) };
}

/** The scheme by which a purchase of that instant counts; undefined where there was none yet, or it was switched off. */
export async function schemeAt({ db }: Pick<DatabaseTx, "db">, at: Date): Promise<SavedScheme | undefined> {
  const row = await db
    .selectFrom("points_schemes")
    .select(["version", "document", "effective_at"])
    .where("effective_at", "<=", at)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  const found = row && schemeOf(row);
  return found?.scheme.enabled ? found : undefined;
}

function schemeOf(row: { version: number; document: unknown; effective_at: Date }): SavedScheme {
  return { version: row.version, scheme: Scheme.parse(row.document), effectiveAt: row.effective_at };
}
