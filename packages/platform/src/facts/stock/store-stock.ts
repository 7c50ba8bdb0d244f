import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** What a store was counted to have of one stock code. */
export interface StoreCount {
  readonly storeId: string;
  readonly sku: string;
  readonly available: number;
  readonly at: Date;
}

/**
 * Keeps counts of what stores have; of two of the same goods the later counts, whichever comes first.
 * @param counts each store and stock code once
 * @returns those that told something new, as `storeId sku`
 */
export async function keepStoreStock({ db }: DatabaseTx, counts: readonly StoreCount[]): Promise<ReadonlySet<string>> {
  if (counts.length === 0) return new Set();
  const { rows } = await sql<{ store_id: string; sku: string }>`
    insert into store_stock as s (store_id, sku, available, at)
    select "storeId", sku, available, at
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as r ("storeId" uuid, sku text, available int, at timestamptz)
    order by "storeId", sku
    on conflict (store_id, sku) do update set available = excluded.available, at = excluded.at where s.at < excluded.at
    returning store_id, sku`.execute(db);
  return new Set(rows.map((row) => `${row.store_id} ${row.sku}`));
}
