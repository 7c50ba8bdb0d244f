import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";

/**
 * Whose account the points of a shopper's purchases go to: the shopper's own, or that of the account a guest was merged
 * into. Nobody's for a guest who belongs to no account, whose purchases count as soon as they do, and for who was erased.
 */
export async function holderOf(tx: DatabaseTx, shopperId: string): Promise<Id<"shp"> | undefined> {
  const { rows } = await sql<{ id: Id<"shp"> }>`
    select person.id from shoppers s join shoppers person on person.id = coalesce(s.merged_into, s.id)
    where s.id = ${shopperId} and person.kind = 'account' and person.erased_at is null`.execute(tx.db);
  return rows[0]?.id;
}
