import type { Clock } from "../../foundation/clock/index.ts";
import type { Database } from "../../foundation/database/index.ts";
import type { Answer, ListedPeriod, ListedRefund, PaymentProvider } from "./payment-provider.ts";

const page = 1_000;

/**
 * A payment provider within the house, for shops that have named no other: it pays everything, and remembers what, outside the
 * transactions of whoever asks, as a real one would.
 */
export function localProvider({ kysely }: Database, clock: Clock): PaymentProvider {
  const find = async (key: string) =>
    kysely.selectFrom("local_provider_refunds").selectAll().where("key", "=", key).executeTakeFirst();
  return {
    name: "local",
    keyLifetimeMs: Number.POSITIVE_INFINITY,
    async refund({ key, amount, currency }) {
      await kysely
        .insertInto("local_provider_refunds")
        .values({ key, amount, currency, answered_at: clock.real() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const paid = await find(key);
      if (paid?.amount !== amount || paid.currency !== currency)
        throw new Error(`the key ${key} came with another sum`);
      return succeeded(key);
    },
    find: async ({ key }) => ((await find(key)) ? succeeded(key) : "never-seen"),
    list: (period) => listed(kysely, period),
  };
}

async function* listed(
  kysely: Database["kysely"],
  { from, to, signal }: ListedPeriod,
): AsyncGenerator<readonly ListedRefund[]> {
  for (let after: string | undefined; ; ) {
    signal.throwIfAborted();
    const start = after;
    const rows = await kysely
      .selectFrom("local_provider_refunds")
      .selectAll()
      .where("answered_at", ">=", from)
      .where("answered_at", "<", to)
      .$if(start !== undefined, (query) => query.where("key", ">", start ?? ""))
      .orderBy("key")
      .limit(page)
      .execute();
    yield rows.map(({ key, amount, currency, answered_at }) => ({
      ...succeeded(key),
      ...{ key, amount, currency, paymentReferences: [], madeAt: answered_at },
    }));
    after = rows.at(-1)?.key;
    if (rows.length < page || after === undefined) return;
  }
}

function succeeded(key: string): Answer {
  return { status: "succeeded", reference: `local-${key}` };
}
