import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import type { DifferenceKind } from "./difference-kind.schema.ts";
import { reconciliationReport } from "./reconciliation.contract.ts";
import { isIn } from "./view-difference.ts";
import { viewRun } from "./view-run.ts";

export const reconciliationReportOperation = operation(reconciliationReport, {
  by: { manager: anything, admin: anything },
  async run({ tx }) {
    const runs = () =>
      tx.db.selectFrom("reconciliation_runs").selectAll().orderBy("asked_at", "desc").orderBy("id", "desc");
    const [last, current, open, explained] = await Promise.all([
      runs().where("state", "in", ["done", "failed"]).executeTakeFirst(),
      runs().where("state", "in", ["waiting", "running"]).executeTakeFirst(),
      countOpen(tx),
      sql<{
        count: number;
      }>`select count(*)::int as count from reconciliation_differences d where ${isIn.explained}`.execute(tx.db),
    ]);
    return {
      ...(last && { last: viewRun(last) }),
      ...(current && { current: viewRun(current) }),
      open,
      explained: explained.rows[0]?.count ?? 0,
    };
  },
});

async function countOpen({ db }: DatabaseTx) {
  const { rows } = await sql<{ kind: DifferenceKind; currency: string | null; differences: number; apart: bigint }>`
    select kind, currency, count(*)::int as differences, sum(abs(ours - theirs))::bigint as apart
    from reconciliation_differences d where ${isIn.open}
    group by kind, currency order by apart desc, kind, currency`.execute(db);
  return rows.map(({ currency, ...row }) => ({ ...row, ...(currency !== null && { currency }) }));
}
