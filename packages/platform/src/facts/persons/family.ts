import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

const withFamily =
  "join shoppers member on member.id = coalesce(s.merged_into, s.id) or member.merged_into = coalesce(s.merged_into, s.id)";

/**
 * A person is an account together with the guests that were merged into it, or a guest nobody was merged with. Rows and
 * events keep the shopper they were recorded under for ever: the key by which everything is distributed never changes,
 * and what is being written for a guest while a merge runs cannot be missed. Reads ask for the whole family instead.
 */
export async function familyOf(tx: DatabaseTx, shopperId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select member.id from shoppers s
    ${sql.raw(withFamily)}
    where s.id = ${shopperId}
    order by member.merged_into nulls first, member.id`.execute(tx.db);
  return rows.map((row) => row.id);
}

/**
 * SQL for an array of the same, within a statement; somebody who is not on record is a family alone.
 * @param shopperId where the statement has it, such as `$1`
 */
export function familyIds(shopperId: string): string {
  return `array(
    select ${shopperId}::uuid union select member.id from shoppers s ${withFamily} where s.id = ${shopperId})`;
}

/**
 * Takes turns with every other transaction that folds or merges these shoppers, until the end of this one, and answers
 * the person each belongs to. The shopper's row serves as the lock because it exists before the first event does, so that
 * two transactions can also take turns over a shopper who has no profile yet.
 * @throws Error when an id stands for no recorded shopper
 */
export async function lockPersons(tx: DatabaseTx, shopperIds: Iterable<string>): Promise<Map<string, string>> {
  const ids = new Set(shopperIds);
  const personOf = await lockRows(tx, ids);
  const missing = [...ids].find((id) => !personOf.has(id));
  if (missing) throw new Error(`no shopper ${missing}: record the shopper before what happened to them`);
  const accounts = new Set([...personOf.values()].filter((person) => !personOf.has(person)));
  if (accounts.size > 0) await lockRows(tx, accounts);
  return personOf;
}

/** In one order for everybody, lest two transactions wait for each other. */
async function lockRows(tx: DatabaseTx, ids: ReadonlySet<string>): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; person: string }>`
    select id, coalesce(merged_into, id) as person from shoppers
    where id = any(${[...ids]}::uuid[]) order by id for no key update`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row.person]));
}
