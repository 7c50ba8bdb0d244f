import { sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

/**
 * What people call the actor of an identifier: the login of an account, or the label of an API key, also when either is no longer in use.
 * Undefined for any other, such as the operator.
 */
export async function nameOfActor(tx: DatabaseTx, actorId: string): Promise<string | undefined> {
  return (await namesOfActors(tx, [actorId])).get(actorId);
}

/** The same of many at once, by their identifiers; null is nobody, and whoever has no name is missing. */
export async function namesOfActors(
  { db }: DatabaseTx,
  actorIds: Iterable<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(actorIds)].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  // Compared as text: actors that are neither have identifiers that the columns' own type refuses.
  const id = sql<string>`id::text`;
  const named = await db
    .selectFrom("accounts")
    .select([id.as("id"), "login as name"])
    .where(id, "in", ids)
    .unionAll(
      db
        .selectFrom("api_keys")
        .select([id.as("id"), "label as name"])
        .where(id, "in", ids),
    )
    .execute();
  return new Map(named.map(({ id, name }) => [id, name]));
}
