import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { ProgramDocument } from "../programs/index.ts";
import { decidedHere } from "./decided-here.ts";
import type { Versions } from "./read-rows.ts";

/** What a measurement is told in. */
export interface Frame {
  readonly currency: string;
  readonly currencies: string[];
  readonly timeZone: string;
}

/** @param asked the one with most known outcomes if undefined */
export async function readFrame(
  tx: DatabaseTx,
  program: string | undefined,
  asked: string | undefined,
): Promise<Frame> {
  const retailer = await readRetailer(tx);
  const { rows } = await sql<{ currency: string }>`
    select d.currency from decisions d
    where ${decidedHere} and ${ofProgram(program)}
    group by d.currency order by count(*) filter (where d.matured) desc, count(*) desc, d.currency`.execute(tx.db);
  const currencies = rows.map(({ currency }) => currency);
  return { currency: asked ?? currencies[0] ?? retailer.currency, currencies, timeZone: retailer.timeZone };
}

/** Every version that ever decided, with its goal and its holdout; of one program if named. */
export async function readVersions(tx: DatabaseTx, program?: string): Promise<Versions> {
  const rows = await tx.db
    .selectFrom("program_versions")
    .select(["program", "version", "document"])
    .$if(program !== undefined, (query) => query.where("program", "=", program ?? ""))
    .execute();
  return new Map(rows.map((row) => [`${row.program}/${row.version}`, ProgramDocument.parse(row.document)]));
}

/** What a program has done, beside what came of it. */
export interface ProgramRecord {
  /** Its first decision. */
  readonly since?: Date;
  /** What its decisions of known outcome cost; where nobody knows whether an offer was used, what was expected when it was decided. */
  readonly spent: number;
  /** Decisions whose outcome is not known yet, and when the first of them will be. */
  readonly pending: { readonly decisions: number; readonly nextAt?: Date };
}

export const nothingDone: ProgramRecord = { spent: 0, pending: { decisions: 0 } };

/** By program, of one if named; one that has not decided in the currency is left out. */
export async function readRecords(
  tx: DatabaseTx,
  currency: string,
  program?: string,
): Promise<ReadonlyMap<string, ProgramRecord>> {
  const { rows } = await sql<{ program: string; since: Date; spent: number; pending: number; next_at: Date | null }>`
    select d.program, min(d.decided_at) as since,
      coalesce(sum(coalesce(o.given + d.cost_at_once, d.expected_cost))
        filter (where o.decision_id is not null and d.mode <> 'holdout'), 0) as spent,
      count(*) filter (where not d.matured)::int as pending, min(d.ripe_at) filter (where not d.matured) as next_at
    from decisions d left join outcomes o on o.decision_id = d.id
    where ${decidedHere} and ${ofProgram(program)} and d.currency = ${currency}
    group by d.program`.execute(tx.db);
  return new Map(
    rows.map(({ program, since, spent, pending, next_at }) => [
      program,
      { since, spent, pending: { decisions: pending, ...(next_at && { nextAt: next_at }) } },
    ]),
  );
}

function ofProgram(program: string | undefined) {
  return program === undefined ? sql`true` : sql`d.program = ${program}`;
}
