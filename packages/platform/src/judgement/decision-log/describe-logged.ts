import { sql } from "kysely";
import type { z } from "zod";
import { ActionTerms, type ActionTerms as Terms } from "../../facts/actions/index.ts";
import { labelsOf } from "../../facts/persons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import type { Mode } from "../decisions/index.ts";
import type { searchDecisions } from "./decision-log.contract.ts";
import type { LogPlace } from "./logged-places.ts";

interface Row {
  id: Id<"dec">;
  moment: string;
  subject_kind: string;
  subject: string;
  shopper_id: Id<"shp">;
  store_name: string | null;
  decided_at: Date;
  as_of: Date;
  retrospective: boolean;
  chosen: string;
  terms: Terms | null;
  propensity: number;
  mode: Mode;
  currency: string;
  program: string | null;
  program_version: number | null;
  expected_cost: number;
  superseded_at: Date | null;
  visits: number | null;
  revenue: number | null;
  margin: number | null;
  points: number | null;
}

type Logged = z.output<typeof searchDecisions.output>["items"][number];

/** What the decisions of one page are, in the order given. */
export async function describeLogged(tx: DatabaseTx, places: readonly LogPlace[]): Promise<Logged[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<Row>`
    select d.id, d.moment, d.subject_kind, d.subject, d.shopper_id, s.name as store_name, d.decided_at, d.as_of,
      d.retrospective, d.chosen, d.propensity, d.mode, d.currency, d.program, d.program_version, d.expected_cost,
      d.superseded_at, o.visits, o.revenue, o.margin, o.points,
      (select alternative -> 'terms' from jsonb_array_elements(d.alternatives) alternative
       where alternative ->> 'action' = d.chosen limit 1) as terms
    from decisions d
    left join stores s on s.id = d.store_id
    left join outcomes o on o.decision_id = d.id
    where d.id = any(${places.map(({ id }) => id)}::uuid[])
    order by d.decided_at desc, d.id desc`.execute(tx.db);
  const labels = await labelsOf(
    tx,
    rows.map((row) => row.shopper_id),
  );
  return rows.map((row) => {
    const { visits, revenue, margin, points, program, program_version: version } = row;
    return {
      decisionId: row.id,
      moment: row.moment,
      subject: toWire(row.subject_kind, row.subject),
      shopperId: row.shopper_id,
      shopper: labels.get(row.shopper_id),
      ...(row.store_name !== null && { storeName: row.store_name }),
      decidedAt: row.decided_at,
      asOf: row.as_of,
      retrospective: row.retrospective,
      chosen: row.chosen,
      ...(row.terms !== null && { terms: ActionTerms.parse(row.terms) }),
      propensity: row.propensity,
      mode: row.mode,
      currency: row.currency,
      ...(program !== null && version !== null && { program: { name: program, version } }),
      expectedCost: row.expected_cost,
      superseded: row.superseded_at !== null,
      ...(visits !== null &&
        revenue !== null &&
        margin !== null && { outcome: { visits, revenue, margin, ...(points !== null && { points }) } }),
    };
  });
}
