import { sql } from "kysely";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Check } from "./check.ts";

/** What became of the list of differences. */
export interface Recorded {
  /** Neither gone nor explained. */
  readonly open: number;
  /** Not there before. */
  readonly found: number;
  readonly gone: number;
}

/**
 * Compares, and brings the list of differences up to what is found: new ones come in, those that are not found any more are gone, and one that a
 * person had explained is open again when a side of it has changed.
 */
export async function recordDifferences(
  tx: DatabaseTx,
  clock: Clock,
  { runId, checks }: { readonly runId: string; readonly checks: readonly Check[] },
): Promise<Recorded> {
  const { db } = tx;
  const now = clock.now();
  let found = 0;
  for (const { kind, differences } of checks) {
    const { rows } = await sql<{ isNew: boolean }>`
      insert into reconciliation_differences as known
        (id, kind, subject, order_id, shopper_id, currency, ours, theirs, about, found_at, seen_at, run_id)
      select uuidv7(), ${kind}, d.subject, d.order_id, d.shopper_id, d.currency, d.ours, d.theirs, d.about, ${now}, ${now}, ${runId}
      from (${differences(now)}) d
      on conflict (kind, subject) where gone_at is null do update
        set ours = excluded.ours, theirs = excluded.theirs, currency = excluded.currency, about = excluded.about,
          seen_at = excluded.seen_at, run_id = excluded.run_id,
          explained_at = case when (known.ours, known.theirs) = (excluded.ours, excluded.theirs) then known.explained_at end
      returning xmax = 0 as "isNew"`.execute(db);
    found += rows.filter(({ isNew }) => isNew).length;
  }
  const gone = await db
    .updateTable("reconciliation_differences")
    .set({ gone_at: now })
    .where("gone_at", "is", null)
    .where("run_id", "<>", runId)
    .where(
      "kind",
      "in",
      checks.map(({ kind }) => kind),
    )
    .executeTakeFirst();
  const { open } = await db
    .selectFrom("reconciliation_differences")
    .select((eb) => eb.fn.countAll<string>().as("open"))
    .where("gone_at", "is", null)
    .where("explained_at", "is", null)
    .executeTakeFirstOrThrow();
  return { open: Number(open), found, gone: Number(gone.numUpdatedRows) };
}
