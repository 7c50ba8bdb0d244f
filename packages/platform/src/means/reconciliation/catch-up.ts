import { sql } from "kysely";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { type ProviderNews, recordProviderNews } from "../refunds/index.ts";

/** How many are read at a time. */
const limit = 500;

/**
 * Records what a list says of refunds of ours and nobody has told us: an answer and its webhook were lost, or a bank sent money back in silence. Only
 * where the sum is the one that we had asked for; all else is a difference for a person.
 * @returns how many were recorded
 */
export async function catchUp({ work, clock }: { readonly work: UnitOfWork; readonly clock: Clock }): Promise<number> {
  let recorded = 0;
  for (let after: string | undefined; ; ) {
    const start = after;
    const news = await work.run("reconciliation", (tx) => unheard(tx, start));
    for (const one of news) await work.run("reconciliation", (tx) => recordProviderNews(tx, clock, one));
    recorded += news.length;
    after = news.at(-1)?.key;
    if (news.length < limit || after === undefined) return recorded;
  }
}

async function unheard({ db }: DatabaseTx, after: string | undefined): Promise<(ProviderNews & { key: string })[]> {
  const { rows } = await sql<ProviderNews & { key: string }>`
    select p.provider, p.key, p.reference, p.status
    from provider_refunds p join refund_legs l on l.id = p.key and l.provider = p.provider
    where p.amount = l.amount and p.currency = l.currency
      and ((l.state in ('submitted', 'unknown') and p.status <> 'pending') or (l.state = 'succeeded' and p.status = 'failed'))
      and not exists (select from provider_refunds q where q.key = p.key and q.reference <> p.reference)
      ${after === undefined ? sql`` : sql`and p.key > ${after}::uuid`}
    order by p.key limit ${limit}`.execute(db);
  return rows;
}
