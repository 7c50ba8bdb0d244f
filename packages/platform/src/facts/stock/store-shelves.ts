import { type DatabaseTx, statement } from "../../foundation/database/index.ts";

interface ShelfRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly stock: Readonly<Record<string, number>> | null;
}

/** What is known of what a store has. */
export interface StoreShelf {
  readonly storeId: string;
  readonly key: string;
  readonly name: string;
  /** Pieces by stock code; one of which nothing was ever said is left out. */
  readonly stock: Readonly<Record<string, number>>;
}

const shelves = statement<[skus: readonly string[]], ShelfRow>(
  "stock.collecting-stores",
  `select s.id, s.key, s.name, (
    select json_object_agg(sku, available) from store_stock where store_id = s.id and sku = any($1::text[])
  ) as stock
  from stores s where s.id in (select store_id from shipping_services where kind = 'pickup' and active)`,
);

/** Stores that goods can be collected from, by their identifiers, with what they have of these stock codes. */
export async function collectingStores(
  tx: DatabaseTx,
  skus: readonly string[],
): Promise<ReadonlyMap<string, StoreShelf>> {
  const rows = await shelves(tx, skus);
  return new Map(rows.map(({ id, key, name, stock }) => [id, { storeId: id, key, name, stock: stock ?? {} }]));
}
