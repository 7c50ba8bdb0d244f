import { sql } from "kysely";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { ListedRefund, PaymentProvider } from "../refunds/index.ts";

const day = 24 * 3_600_000;
/** What was listed before is asked for again so long: a bank can take weeks to send money back. */
const overlapMs = 35 * day;
/** A list that has not ended by then is given up until the next time. */
const listWithinMs = 10 * 60_000;

interface Listing {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

/**
 * Keeps what a provider lists of itself, apart from what we believe. The first time from when it was first sent a refund of ours, then the last
 * five weeks. What concerns no payment and no refund of ours is not kept: an account can have other business.
 * @throws what the provider's adapter throws; what was listed until then is kept
 */
export async function listProvider({ work, clock }: Listing, provider: PaymentProvider): Promise<void> {
  const { name } = provider;
  const to = clock.real();
  const { from, completeFrom } = await work.run("reconciliation", (tx) => periodOf(tx, name, to));
  const signal = AbortSignal.timeout(listWithinMs);
  for await (const listed of provider.list({ from, to, signal }))
    await work.run("reconciliation", (tx) => keep(tx, name, listed, to));
  await work.run("reconciliation", ({ db }) =>
    db
      .insertInto("provider_listings")
      .values({ provider: name, complete_from: completeFrom, complete_to: to })
      .onConflict((conflict) => conflict.column("provider").doUpdateSet({ complete_to: to }))
      .execute(),
  );
}

async function periodOf({ db }: DatabaseTx, provider: PaymentProvider["name"], now: Date) {
  const known = await db
    .selectFrom("provider_listings")
    .selectAll()
    .where("provider", "=", provider)
    .executeTakeFirst();
  if (known) {
    const again = new Date(known.complete_to.getTime() - overlapMs);
    return {
      from: again > known.complete_from ? again : known.complete_from,
      completeFrom: known.complete_from,
    };
  }
  const { first } = await db
    .selectFrom("refund_legs")
    .select((leg) => leg.fn.min("submitted_at").as("first"))
    .where("provider", "=", provider)
    .executeTakeFirstOrThrow();
  // A provider's clock may be behind ours by a little.
  const from = new Date((first ?? now).getTime() - 60_000);
  return { from, completeFrom: from };
}

async function keep({ db }: DatabaseTx, provider: string, listed: readonly ListedRefund[], at: Date): Promise<void> {
  if (listed.length === 0) return;
  const rows = listed.map(({ amount, madeAt, ...rest }) => ({ ...rest, amount: String(amount), madeAt }));
  await sql`
    insert into provider_refunds as known (provider, reference, key, payment_id, amount, currency, status, made_at, listed_at)
    select distinct on (r.reference) ${provider}, r.reference, r.key, paid.id, r.amount, r.currency, r.status, r."madeAt", ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (reference text, key uuid, "paymentReferences" jsonb, amount bigint,
        currency text, status text, "madeAt" timestamptz)
      left join lateral (
        select id from payments where reference in (select jsonb_array_elements_text(r."paymentReferences")) limit 1) paid on true
    where paid.id is not null or exists (select from refund_legs l where l.id = r.key)
      or exists (select from refund_legs l where l.provider = ${provider} and l.provider_reference = r.reference)
    order by r.reference
    on conflict (provider, reference) do update
      set amount = excluded.amount, currency = excluded.currency, status = excluded.status, listed_at = excluded.listed_at`.execute(
    db,
  );
}
