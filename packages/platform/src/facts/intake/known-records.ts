import { sql } from "kysely";
import type { Batch } from "./batch.ts";

/**
 * Sets aside what was recorded before, so that a file sent twice costs little and makes no shopper or product. What
 * another transaction records meanwhile is noticed where it is inserted.
 */
export async function setAsideKnown(batch: Batch): Promise<void> {
  for (const type of ["order", "return", "adjustment"] as const) {
    const entries = batch.undecided(type);
    if (entries.length === 0) continue;
    const keys = entries.map(({ record }) => record.id);
    const { rows } = await sql<{ key: string }>`
      select key from ${sql.table(`${type}s`)} where source = ${batch.source} and key = any(${keys})`.execute(
      batch.tx.db,
    );
    const known = new Set(rows.map((row) => row.key));
    for (const entry of entries) if (known.has(entry.record.id)) batch.know(entry);
  }
}
