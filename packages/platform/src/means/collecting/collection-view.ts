import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { CollectionView } from "./collection.contract.ts";
import type { Collection } from "./collection-tables.ts";

type View = z.output<typeof CollectionView>;

/** Those that are there, in the order given. */
export async function viewCollections(tx: DatabaseTx, rows: readonly Collection[]): Promise<View[]> {
  if (rows.length === 0) return [];
  const stuck = await tx.db
    .selectFrom("collection_steps")
    .select(["collection_id", "failure"])
    .where("state", "=", "unknown")
    .where(
      "collection_id",
      "in",
      rows.map(({ id }) => id),
    )
    .execute();
  return rows.map((row) => viewOf(row, stuck.find(({ collection_id }) => collection_id === row.id)?.failure));
}

/** @throws not-found (404) */
export async function viewCollection(tx: DatabaseTx, id: string): Promise<View> {
  const query = tx.db.selectFrom("collections").selectAll().where("id", "=", id);
  const row = await query.executeTakeFirst();
  const [view] = row ? await viewCollections(tx, [row]) : [];
  if (!view) throw notFound({ field: "collectionId" });
  return view;
}

/** What was asked for, by what for; undefined where nothing was. */
export async function collectionFor(tx: DatabaseTx, purpose: string): Promise<View | undefined> {
  return (await collectionsFor(tx, [purpose])).get(purpose);
}

/** The same for several. */
export async function collectionsFor(tx: DatabaseTx, purposes: readonly string[]): Promise<ReadonlyMap<string, View>> {
  if (purposes.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("collections")
    .selectAll()
    .where("purpose", "in", [...purposes])
    .execute();
  return new Map((await viewCollections(tx, rows)).map((view) => [view.purpose, view]));
}

function viewOf(row: Collection, stuck: string | null | undefined): View {
  const { id, order_id: orderId, via, made_at, lapses_at, ended_at } = row;
  const collectionId = id as Id<"col">;
  const link =
    row.state === "open" && orderId !== null
      ? `/orders/${toWire("ord", orderId)}/payments/${toWire("col", collectionId)}`
      : undefined;
  return {
    ...{ collectionId, shopperId: row.shopper_id as Id<"shp">, purpose: row.purpose, kind: row.kind },
    ...{ amount: row.amount, currency: row.currency, state: row.state, openedAt: row.opened_at, until: row.until },
    ...(orderId !== null && { orderId: orderId as Id<"ord"> }),
    ...(link !== undefined && { link }),
    ...(via !== null && { via }),
    ...(row.store_id !== null && { storeId: row.store_id as Id<"sto"> }),
    ...(made_at !== null && { madeAt: made_at }),
    ...(row.kept !== null && { kept: row.kept }),
    ...(lapses_at !== null && { lapsesAt: lapses_at }),
    ...(ended_at !== null && { endedAt: ended_at }),
    ...(typeof stuck === "string" && { stuck }),
  };
}
