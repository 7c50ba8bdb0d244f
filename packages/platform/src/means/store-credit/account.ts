import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";

/** Names this kind of lock among all others; the number itself means nothing. */
const CREDIT_LOCKS = 1_129_464_148;

/**
 * Whose account credit of a shopper goes to: their own, or that of the account they were merged into. Takes turns with all who ask
 * for the same shopper, until the end of the transaction. Without it, what is booked for a guest while a merge runs would be
 * missed by the move that follows the merge, and stay where nobody looks.
 * @throws not-found (404)
 */
export async function lockHolder(tx: DatabaseTx, shopperId: string): Promise<Id<"shp">> {
  await sql`select pg_advisory_xact_lock(${CREDIT_LOCKS}, hashtext(${shopperId}))`.execute(tx.db);
  const row = await tx.db
    .selectFrom("shoppers")
    .select((eb) => eb.fn.coalesce("merged_into", "id").as("holder"))
    .where("id", "=", shopperId)
    .executeTakeFirst();
  if (!row) throw notFound({ field: "shopperId" });
  return row.holder as Id<"shp">;
}

/** Where a shopper's credit of one currency stands. */
export interface CreditAccount {
  readonly shopperId: Id<"shp">;
  readonly currency: string;
  /** 0 where nothing was booked yet. */
  readonly lastEntry: number;
  readonly balance: bigint;
}

/** The account, opened where there is none yet, and locked until the transaction ends. */
export async function lockAccount(tx: DatabaseTx, shopperId: Id<"shp">, currency: string): Promise<CreditAccount> {
  // Of two who open it at once the second waits here, and then locks the first one's row.
  await tx.db
    .insertInto("store_credit_accounts")
    .values({ shopper_id: shopperId, currency, last_entry: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { last_entry, balance } = await tx.db
    .selectFrom("store_credit_accounts")
    .select(["last_entry", "balance"])
    .where("shopper_id", "=", shopperId)
    .where("currency", "=", currency)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { shopperId, currency, lastEntry: last_entry ?? 0, balance };
}
