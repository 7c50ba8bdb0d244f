import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** `EX-100001` and on. A number that was drawn for an exchange which then failed is never used. */
export async function nextExchangeNumber(tx: DatabaseTx): Promise<string> {
  const { rows } = await sql<{ number: bigint }>`select nextval('exchange_numbers') as number`.execute(tx.db);
  return `EX-${rows[0]!.number}`;
}
