import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { Recorded } from "./record-differences.ts";

/** At night nobody works on orders, and what was sent in the evening has been answered. */
const hourOfNight = 2;
/** Where business days pass in minutes, the nights are this far apart in real time. */
const restMinutes = 10;
const leaseMs = 20 * 60_000;
/** A run that has taken so many processes with it is not tried again. */
const mostAttempts = 3;

/** Asks for this night's comparison, once for each business day where the retailer is. */
export async function askNightly(tx: DatabaseTx, clock: Clock): Promise<void> {
  const { timeZone } = await readRetailer(tx);
  await sql`
    insert into reconciliation_runs (id, day, asked_by, asked_at, state)
    select ${newId<"rcn">()}, local.at::date, 'reconciliation', ${clock.now()}, 'waiting'
    from (select ${clock.now()}::timestamptz at time zone ${timeZone} as at) local
    where extract(hour from local.at) >= ${hourOfNight}
      and not exists (
        select from reconciliation_runs r
        where r.day is not null and (r.day = local.at::date or r.started_at > ${clock.real()}::timestamptz - make_interval(mins => ${restMinutes}::int)))
    on conflict (day) do nothing`.execute(tx.db);
}

/**
 * Claims the oldest comparison that waits, or that died with its process; undefined while another is under way.
 * @returns its identifier
 */
export async function claimRun({ db }: DatabaseTx, clock: Clock): Promise<string | undefined> {
  const now = clock.real();
  await sql`
    update reconciliation_runs set state = 'failed', lease_until = null, finished_at = ${clock.now()}
    where state = 'running' and lease_until < ${now} and attempts >= ${mostAttempts}`.execute(db);
  const { rows } = await sql<{ id: string }>`
    update reconciliation_runs set state = 'running', attempts = attempts + 1, started_at = ${now},
      lease_until = ${new Date(now.getTime() + leaseMs)}
    where id = (
      select id from reconciliation_runs
      where (state = 'running' and lease_until < ${now})
        or (state = 'waiting' and not exists (select from reconciliation_runs where state = 'running'))
      order by state, asked_at, id limit 1 for update skip locked)
    returning id`.execute(db);
  return rows[0]?.id;
}

/** A provider that did not list what it paid, and what it or the way to it said. */
export interface Unasked {
  readonly provider: string;
  readonly failure: string;
}

export async function finishRun(
  tx: DatabaseTx,
  clock: Clock,
  {
    runId,
    recorded,
    unasked,
    caughtUp,
  }: {
    readonly runId: string;
    readonly recorded: Recorded;
    readonly unasked: readonly Unasked[];
    readonly caughtUp: number;
  },
): Promise<void> {
  const compared = await countCompared(tx);
  await sql`
    update reconciliation_runs set state = 'done', lease_until = null, finished_at = ${clock.now()},
      took_ms = extract(epoch from ${clock.real()}::timestamptz - started_at) * 1000,
      compared = ${JSON.stringify(compared)}::jsonb, unasked = ${JSON.stringify(unasked)}::jsonb,
      open = ${recorded.open}, found = ${recorded.found}, gone = ${recorded.gone}, caught_up = ${caughtUp}
    where id = ${runId} and state = 'running'`.execute(tx.db);
}

async function countCompared({ db }: DatabaseTx): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from refunds)::int as refunds, (select count(*) from ledger_entries)::int as entries,
      (select count(*) from store_credit_accounts)::int as "creditAccounts",
      (select count(*) from order_lines where returned_quantity > 0)::int as "returnedLines",
      (select count(*) from provider_refunds)::int as "providerRefunds"`.execute(db);
  return rows[0] ?? {};
}
