import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";

export const start = Date.parse("2026-01-05T09:00:00Z");
export const dayMs = 86_400_000;

/** A decision `day` days after {@link start} that brought `margin`, with whatever columns differ from the usual. */
export interface Given extends Readonly<Record<string, unknown>> {
  readonly day: number;
  readonly margin: number;
  /** What the incentive cost when it was used; nobody knows if not given. */
  readonly given?: number;
  /** The part of the margin that was bought in the visit in which it was decided; none if not given. */
  readonly sameVisit?: number;
}

/** Writes decisions of the program after a return, with their outcomes where they are `matured`: who earned something bought once. */
export async function recordDecided(tx: DatabaseTx, given: readonly Given[]): Promise<void> {
  const decisions = given.map(({ day, margin: _, given: __, sameVisit: ___, ...rest }) => ({
    ...{ id: newId<"dec">(), moment: "return.incentive", subject_kind: "ret", subject: newId<"ret">(), store_id: null },
    ...{ decided_at: new Date(start + day * dayMs), as_of: new Date(start), valid_until: new Date(start) },
    ...{ retrospective: false, chosen: "none", propensity: 1, mode: "best", horizon_days: 60, currency: "EUR" },
    is_incentive: true,
    ...{ alternatives: [], reasons: [], features: {}, assumptions: [], model_id: null, model_version: "prior" },
    ...{ program: "after-a-return", program_version: 1, base_log_odds: 0, expected_cost: 0, cost_at_once: 0 },
    ...{ ripe_at: new Date(start + (day + 74) * dayMs), matured: true, superseded_at: null },
    shopper_id: newId<"shp">() as string,
    ...rest,
  }));
  const outcomes = decisions.flatMap(({ id, matured, shopper_id }, i) => {
    const { margin, given: used = null, sameVisit = 0 } = given[i]!;
    if (!matured) return [];
    return [
      {
        ...{ decision_id: id, shopper_id, matured_at: new Date(start), first_purchase_at: null },
        ...{ same_visit_revenue: 2 * sameVisit, same_visit_margin: sameVisit },
        ...{ visits: margin > 0 ? 1 : 0, revenue: 2 * margin, margin, revenue_before: 50, margin_before: 20 },
        given: used,
      },
    ];
  });
  for (const [table, rows] of [["decisions", decisions] as const, ["outcomes", outcomes] as const]) {
    const name = sql.table(table);
    await sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::jsonb)`.execute(
      tx.db,
    );
  }
}
