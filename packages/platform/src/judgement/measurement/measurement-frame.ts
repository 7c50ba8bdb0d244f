import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { ProgramDocument } from "../programs/index.ts";
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
    select currency from decisions
    where not retrospective and program is not null and program not in (select e.program from experiments e)
      and ${program === undefined ? sql`true` : sql`program = ${program}`}
    group by currency order by count(*) filter (where matured) desc, count(*) desc, currency`.execute(tx.db);
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

interface Pending {
  readonly decisions: number;
  readonly nextAt?: Date;
}

/** Decisions whose outcome is not known yet, by program. */
export async function readPending(tx: DatabaseTx, currency: string): Promise<ReadonlyMap<string, Pending>> {
  const { rows } = await sql<{ program: string; decisions: number; next_at: Date }>`
    select program, count(*)::int as decisions, min(ripe_at) as next_at from decisions
    where not matured and not retrospective and program is not null and currency = ${currency}
    group by program`.execute(tx.db);
  return new Map(rows.map(({ program, decisions, next_at }) => [program, { decisions, nextAt: next_at }]));
}
