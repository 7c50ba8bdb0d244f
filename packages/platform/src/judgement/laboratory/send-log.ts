import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Moment } from "../decisions/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import type { Draft } from "./laboratory-task.ts";
import type { SeenAgain, SentRow } from "./logged-case.ts";
import type { LogExtent } from "./read-question.ts";

/** More than this says nothing new and takes memory: the latest are read. */
const mostRows = 200_000;
/** So few in one go that other work of the process waits some milliseconds at most; fewer where each shopper's events are folded anew. */
const batches = { plain: 500, again: 100 };
const dayMs = 86_400_000;

type StoredRow = SentRow & { readonly subject: string };

/**
 * Reads the log of a program in small parts, oldest first. Where a draft asks for something that no logged version answered, the moment is
 * asked again about each subject, as it stood then.
 */
export async function sendLog(
  tx: DatabaseTx,
  moment: Moment,
  {
    program,
    drafts,
    extent,
  }: { readonly program: string; readonly drafts: readonly Draft[]; readonly extent: LogExtent },
  send: (rows: readonly SentRow[]) => void,
): Promise<void> {
  const again = drafts.some(({ document }) => asksAnew(document, extent));
  const batch = again ? batches.again : batches.plain;
  await sql`declare laboratory_log no scroll cursor for
    select * from (
      select d.id, d.subject, d.shopper_id, d.decided_at, d.chosen, d.policy, d.base_log_odds, d.stakes::text as stakes,
        d.alternatives::text as alternatives, d.features::text as features, d.mode = 'holdout' as withheld,
        d.program_version as version, d.currency, st.key as store, d.cost_at_once, o.visits, o.revenue, o.margin, o.given,
        case when d.store_id is not null then o.same_visit_margin end as same_visit
      from decisions d join outcomes o on o.decision_id = d.id left join stores st on st.id = d.store_id
      where d.program = ${program} and not d.retrospective and d.policy is not null
        and d.currency = ${extent.currency ?? ""} and o.matured_at <= ${extent.until ?? new Date(0)}
      order by d.decided_at desc, d.id desc limit ${sql.lit(mostRows)}
    ) latest order by decided_at, id`.execute(tx.db);
  for (;;) {
    const { rows } = await sql<StoredRow>`fetch ${sql.lit(batch)} from laboratory_log`.execute(tx.db);
    if (rows.length > 0) send(again ? await seenAgain(tx, moment, rows) : rows);
    if (rows.length < batch) break;
  }
  await sql`close laboratory_log`.execute(tx.db);
}

/** Whether a draft has conditions or bounds on habits that some version which decided did not have. */
function asksAnew({ audience, actions, guardrails }: ProgramDocument, { versions }: LogExtent): boolean {
  const habits = ({ perShopper, abuse }: ProgramDocument["guardrails"]) => JSON.stringify([perShopper, abuse]);
  return versions.some(
    ({ document }) =>
      document.audience !== audience ||
      habits(document.guardrails) !== habits(guardrails) ||
      actions.some(({ id, eligible }) => {
        const before = document.actions.find((each) => each.id === id);
        return before !== undefined && before.eligible !== eligible;
      }),
  );
}

async function seenAgain(tx: DatabaseTx, moment: Moment, rows: readonly StoredRow[]): Promise<SentRow[]> {
  const questions = await moment.questions(
    tx,
    rows.map(({ subject }) => subject),
  );
  const bySubject = new Map(questions.map((question) => [question.subject, question]));
  const offers = await offersTo(tx, rows);
  return rows.map((row) => {
    const question = bySubject.get(row.subject);
    if (!question) return row;
    const seen: SeenAgain = {
      facts: question.facts,
      habits: question.habits,
      offeredAt: offers.get(row.shopper_id) ?? [],
    };
    return { ...row, seen };
  });
}

/** When each of these shoppers was given something, up to the last of the rows. */
async function offersTo({ db }: DatabaseTx, rows: readonly StoredRow[]): Promise<Map<string, number[]>> {
  const last = rows.at(-1)!.decided_at;
  const first = new Date(rows[0]!.decided_at.getTime() - 366 * dayMs);
  const given = await db
    .selectFrom("decisions")
    .select(["shopper_id", "decided_at"])
    .where("shopper_id", "in", [...new Set(rows.map((row) => row.shopper_id))])
    .where("chosen", "<>", "none")
    .where("retrospective", "=", false)
    .where("decided_at", ">", first)
    .where("decided_at", "<=", last)
    .execute();
  const times = new Map<string, number[]>();
  for (const { shopper_id, decided_at } of given) {
    const known = times.get(shopper_id) ?? [];
    known.push(decided_at.getTime());
    times.set(shopper_id, known);
  }
  return times;
}
