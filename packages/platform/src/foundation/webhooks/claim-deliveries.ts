import { sql } from "kysely";
import type { Attempt } from "../attempts/index.ts";
import type { DatabaseTx } from "../database/index.ts";
import type { DeliverySummary } from "./delivery.ts";

export interface ClaimedDelivery {
  readonly id: bigint;
  readonly topic: string;
  readonly body: Buffer;
  readonly attempts: number;
  readonly sender: string;
  readonly source: string;
}

/** Takes events that wait to be read, oldest first; they are the transaction's alone, whoever else asks. */
export async function claimDeliveries(tx: DatabaseTx, now: Date, limit: number): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    select d.id, d.topic, d.body, d.attempts, e.sender, e.source
    from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
    where d.state = 'stored' and d.due_at <= ${now} and d.body is not null
    order by d.id limit ${limit}
    for update of d skip locked`.execute(tx.db);
  return rows;
}

/** What came of trying to read one. */
export interface ReadDelivery {
  readonly delivery: ClaimedDelivery;
  readonly attempt: Attempt;
  readonly summary: DeliverySummary;
}

/** Notes what came of reading, in the transaction that claimed. */
export async function settleDeliveries(tx: DatabaseTx, read: readonly ReadDelivery[], now: Date): Promise<void> {
  const rows = read.map(({ delivery, attempt, summary }) => ({
    id: String(delivery.id),
    state: states[attempt.outcome],
    due_at: attempt.outcome === "retry" ? attempt.dueAt : now,
    read_at: attempt.outcome === "done" ? now : null,
    summary: attempt.outcome === "done" ? summary : null,
    error: attempt.outcome === "done" ? null : attempt.error,
  }));
  await sql`
    update webhook_deliveries d
    set state = r.state, attempts = d.attempts + 1, due_at = r.due_at, read_at = r.read_at, summary = r.summary, error = r.error
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id bigint, state text, due_at timestamptz, read_at timestamptz, summary jsonb, error text)
    where d.id = r.id`.execute(tx.db);
}

const states = { done: "read", retry: "stored", park: "parked" } as const;
