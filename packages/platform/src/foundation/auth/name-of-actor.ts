import { sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

/**
 * What people call the actor of an identifier: the login of an account, or the label of an API key, also when either is no longer in use.
 * Undefined for any other, such as the operator.
 */
export async function nameOfActor({ db }: DatabaseTx, actorId: string): Promise<string | undefined> {
  // Compared as text: actors that are neither have identifiers that the columns' own type refuses.
  const named = await db
    .selectFrom("accounts")
    .select("login as name")
    .where(sql<string>`id::text`, "=", actorId)
    .unionAll(db.selectFrom("api_keys").select("label as name").where(sql<string>`id::text`, "=", actorId))
    .executeTakeFirst();
  return named?.name;
}
