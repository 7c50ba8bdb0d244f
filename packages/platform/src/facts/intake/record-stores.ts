import { sql } from "kysely";
import { newId } from "../../foundation/ids/index.ts";
import type { Batch, Entry } from "./batch.ts";

export async function recordStores(batch: Batch): Promise<void> {
  const entries = batch.undecided("store");
  if (entries.length === 0) return;
  const rows = entries.map(({ record }) => ({ ...record, key: record.id, id: newId<"sto">() }));
  const inserted = await sql<{ key: string }>`
    insert into stores (id, source, key, name, region, country, time_zone)
    select id, ${batch.source}, key, name, region, country, "timeZone"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
      (id uuid, key text, name text, region text, country text, "timeZone" text)
    order by key on conflict (source, key) do nothing returning key`.execute(batch.tx.db);
  const taken = new Set(inserted.rows.map((row) => row.key));
  for (const entry of entries) {
    if (taken.has(entry.record.id)) batch.take(entry);
    else batch.know(entry);
  }
}

/** The stores by the shop's key. Records that name any other store are rejected. */
export async function resolveStores(batch: Batch): Promise<ReadonlyMap<string, string>> {
  const documents: Entry<"order" | "return" | "stock">[] = [
    ...batch.undecided("order"),
    ...batch.undecided("return"),
    ...batch.undecided("stock"),
  ];
  const naming = documents.filter(({ record }) => record.store !== undefined);
  if (naming.length === 0) return new Map();
  const keys = [...new Set(naming.map(({ record }) => record.store as string))];
  const rows = await batch.tx.db
    .selectFrom("stores")
    .select(["id", "key"])
    .where("source", "=", batch.source)
    .where("key", "in", keys)
    .execute();
  const stores = new Map(rows.map((row) => [row.key, row.id]));
  for (const entry of naming) {
    const { store } = entry.record;
    if (store !== undefined && !stores.has(store))
      batch.reject(entry, "store", `names the unknown store ${store}; send its store record first`);
  }
  return stores;
}
