import { sql } from "kysely";
import { nameVariants } from "../catalogue/index.ts";
import { keepStoreStock } from "../stock/index.ts";
import type { Batch, Entry } from "./batch.ts";

/** Records counts of what there is: of one store, or in all. Of several of the same goods the latest counts. */
export async function recordStock(batch: Batch, stores: ReadonlyMap<string, string>): Promise<void> {
  const entries = batch.undecided("stock");
  const newest = new Map<string, Entry<"stock">>();
  for (const entry of entries) {
    const { sku, store = "", at } = entry.record;
    const name = `${store} ${sku}`;
    const other = newest.get(name);
    if (!other || other.record.at < at) newest.set(name, entry);
  }
  const changed = new Set([...(await inStores(batch, stores, newest)), ...(await inAll(batch, newest))]);
  for (const entry of entries) {
    if (changed.has(entry)) batch.take(entry);
    else batch.know(entry);
  }
}

type Newest = ReadonlyMap<string, Entry<"stock">>;

async function inStores({ tx }: Batch, stores: ReadonlyMap<string, string>, newest: Newest): Promise<Entry<"stock">[]> {
  const counts = [...newest.values()].flatMap((entry) => {
    const storeId = entry.record.store === undefined ? undefined : stores.get(entry.record.store);
    const { sku, available, at } = entry.record;
    return storeId === undefined ? [] : [{ entry, count: { storeId, sku, available, at } }];
  });
  const news = await keepStoreStock(
    tx,
    counts.map(({ count }) => count),
  );
  return counts.flatMap(({ entry, count }) => (news.has(`${count.storeId} ${count.sku}`) ? [entry] : []));
}

/** Stock codes that nobody has mentioned yet become products of their own, as those on an order do. */
async function inAll({ tx, source }: Batch, newest: Newest): Promise<Entry<"stock">[]> {
  const entries = [...newest.values()].filter(({ record }) => record.store === undefined);
  if (entries.length === 0) return [];
  const counts = entries.map(({ record: { sku, available, at } }) => ({ sku, available, at }));
  await nameVariants(tx, source, counts);
  // Rows are locked in one order for everybody, lest two batches wait for each other.
  const { rows } = await sql<{ sku: string }>`
    with news as materialized (
      select v.id, r.available, r.at from variants v
      join jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as r (sku text, available int, at timestamptz)
        on v.source = ${source} and v.sku = r.sku and (v.in_stock_at is null or v.in_stock_at < r.at)
      order by v.id for no key update of v
    )
    update variants v set in_stock = news.available, in_stock_at = news.at from news where v.id = news.id
    returning v.sku`.execute(tx.db);
  const changed = new Set(rows.map(({ sku }) => sku));
  return entries.filter(({ record }) => changed.has(record.sku));
}
