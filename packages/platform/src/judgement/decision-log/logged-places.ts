import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Mode } from "../decisions/index.ts";

/** Where a decision stands in the log: latest first, and of the same instant by its identifier. */
export const LogPlace = z.object({ at: At, id: z.uuid() });
export type LogPlace = z.output<typeof LogPlace>;

/** What is looked for. Every part that is given must fit. */
export interface Wanted {
  readonly moment?: string | undefined;
  readonly program?: string | undefined;
  readonly version?: number | undefined;
  readonly action?: string | undefined;
  readonly mode?: Mode | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly outcome?: "known" | "open" | undefined;
  readonly retrospective?: boolean | undefined;
  /** Every store whose decisions may be shown: those of one of them, of two nobody's. */
  readonly stores: readonly string[];
  /** Sets of decisions of which each must hold it: what a reference stands for, a shopper's. */
  readonly among: readonly Among[];
}

/** Decisions of some shoppers: all of theirs, or those about some subjects, or a single one. */
export interface Among {
  /** Everybody whose decisions can be meant: the log is entered by them. */
  readonly shoppers: readonly string[];
  /** Of these, every decision. */
  readonly whole: readonly string[];
  /** Of the others, what was decided about these. */
  readonly subjects: readonly string[];
  readonly decision?: string;
}

/** Decisions that fit, latest first, from after a place. */
export async function findPlaces(
  tx: DatabaseTx,
  wanted: Wanted,
  { after, limit }: { readonly after: LogPlace | undefined; readonly limit: number },
): Promise<LogPlace[]> {
  const { rows } = await sql<LogPlace>`
    select d.decided_at as at, d.id from decisions d
    where ${fits(wanted)} ${after ? sql`and (d.decided_at, d.id) < (${after.at}, ${after.id}::uuid)` : sql``}
    order by d.decided_at desc, d.id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** Up to here matches are counted; above, the planner's estimate has to do. */
const mostCounted = 10_000;

/** How many decisions fit, in a time that does not grow with their number. */
export async function countPlaces(tx: DatabaseTx, wanted: Wanted): Promise<{ count: number; exact: boolean }> {
  const matches = sql`select 1 from decisions d where ${fits(wanted)}`;
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from (${matches} limit ${mostCounted + 1}) few`.execute(tx.db);
  const count = counted.rows[0]?.count ?? 0;
  if (count <= mostCounted) return { count, exact: true };
  const { rows } = await sql<{ "QUERY PLAN": unknown }>`explain (format json) ${matches}`.execute(tx.db);
  const estimate = Plan.parse(rows[0]?.["QUERY PLAN"])[0].Plan["Plan Rows"];
  return { count: Math.max(count, Math.round(estimate)), exact: false };
}

const Plan = z.tuple([z.object({ Plan: z.object({ "Plan Rows": z.number() }) })]);

function fits(wanted: Wanted): RawBuilder<unknown> {
  const { moment, program, version, action, mode, from, until, outcome, retrospective, stores, among } = wanted;
  const conditions = [
    sql`true`,
    ...(moment === undefined ? [] : [sql`d.moment = ${moment}`]),
    ...(program === undefined ? [] : [sql`d.program = ${program}`]),
    ...(version === undefined ? [] : [sql`d.program_version = ${version}`]),
    ...(action === undefined ? [] : [sql`d.chosen = ${action}`]),
    ...(mode === undefined ? [] : [sql`d.mode = ${mode}`]),
    ...(from === undefined ? [] : [sql`d.decided_at >= ${from}`]),
    ...(until === undefined ? [] : [sql`d.decided_at < ${until}`]),
    ...(outcome === undefined ? [] : [sql`d.matured = ${outcome === "known"}`]),
    ...(retrospective === undefined ? [] : [sql`d.retrospective = ${retrospective}`]),
    ...stores.map((store) => sql`d.store_id = ${store}::uuid`),
    ...among.map(isAmong),
  ];
  return sql.join(conditions, sql` and `);
}

function isAmong({ shoppers, whole, subjects, decision }: Among): RawBuilder<unknown> {
  if (decision !== undefined) return sql`d.id = ${decision}::uuid`;
  return sql`d.shopper_id = any(${[...shoppers]}::uuid[])
    and (d.shopper_id = any(${[...whole]}::uuid[]) or d.subject = any(${[...subjects]}::uuid[]))`;
}
