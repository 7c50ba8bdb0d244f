import { type RawBuilder, sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

/**
 * What leaves the house is its own queue: the row that says what is to be sent carries state, attempts and outcome for ever
 * anyway, and a second queue beside it would be a second truth. Such a table has the columns `id uuid`, `state text`, `due_at`, `lease_until`
 * and `attempts int`. All names are literals of the code, never input.
 */
interface Due {
  readonly table: string;
  /** Those in which a row waits for its `due_at`. */
  readonly dueStates: readonly string[];
  /** The one in which it is being sent, until its lease runs out. */
  readonly leasedState: string;
  readonly limit: number;
  /** Real time. */
  readonly now: Date;
  readonly leaseMs: number;
  /** What else has to hold of a row, by its columns; nothing if not given. */
  readonly where?: RawBuilder<unknown>;
}

export interface Claimed {
  readonly id: string;
  /** This one counted. */
  readonly attempts: number;
  /** Somebody had claimed it before and was not heard of again: it may have been sent. */
  readonly lost: boolean;
}

/**
 * Claims what is due, earliest first, and what was claimed by a process that has not been heard of since. Once the transaction has committed
 * the rows are the caller's alone until the lease ends, so that sending needs no open transaction; two who claim at once get different rows.
 */
export async function claimDue(tx: DatabaseTx, { table, ...due }: Due): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    update ${sql.table(table)} t
    set state = ${due.leasedState}, attempts = t.attempts + 1, lease_until = ${new Date(due.now.getTime() + due.leaseMs)}
    from (
      select id, state as before, due_at from ${sql.table(table)}
      where ((state = any(${[...due.dueStates]}) and due_at <= ${due.now})
        or (state = ${due.leasedState} and lease_until < ${due.now})) and ${due.where ?? sql`true`}
      order by due_at, id limit ${due.limit} for update skip locked
    ) found
    where t.id = found.id
    returning t.id, t.attempts, found.before = ${due.leasedState} as lost`.execute(tx.db);
  return rows;
}
