import { sql } from "kysely";
import { itemInspected } from "../../facts/items/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { inspectItem } from "./item.contract.ts";
import { itemProcess } from "./item.ts";
import { detailOf } from "./item-detail.ts";
import { factOf, record } from "./item-facts.ts";
import type { ItemTable } from "./item-tables.ts";
import { lockItem } from "./lock-items.ts";
import { optionsOf } from "./options-of-item.ts";
import { itemInOwnStore } from "./own-store.ts";

/** Any number of its own; no other rule locks under it. */
const PIECE_LOCKS = 0x706965;

/**
 * Grades units that came back, and answers what could become of them. Nothing of their price hangs on it: what a shopper is credited with is decided
 * elsewhere, by what was announced, what arrived and what the policy says.
 */
export const inspectItemOperation = operation(inspectItem, {
  by: { associate: itemInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run(context, { itemId, grade, quantity, note, weightGrams, again }) {
    const { tx, clock, actor } = context;
    const found = await lockItem(tx, itemId);
    const state = itemProcess.next(found.state, again ? "inspect-again" : "inspect");
    const item = await split(tx, found, quantity ?? found.quantity);
    const at = clock.now();
    const weight = weightGrams ?? item.weight_grams ?? (await weightOf(tx, item));
    const graded: ItemTable = {
      ...item,
      ...{ state, grade, note: note ?? (again ? item.note : null), weight_grams: weight },
      ...{ inspected_at: at, inspected_by: actor.id, destination_id: null },
    };
    const [first] = await optionsOf(context, graded);
    const recommended = first?.recommended ? first.option : null;
    const { note: kept, inspected_at, inspected_by, weight_grams, destination_id } = graded;
    const change = { state, grade, note: kept, inspected_at, inspected_by, weight_grams, destination_id, recommended };
    await tx.db.updateTable("items").set(change).where("id", "=", item.id).execute();
    const details = { grade, quantity: item.quantity, recommended, ...(again && { before: found.grade }) };
    await record(tx, [{ item, at, by: actor.id, what: "inspected", details }]);
    await tx.append(itemInspected({ subject: graded.shopper_id, at, data: factOf(graded) }));
    return detailOf(context, { ...graded, recommended });
  },
});

/**
 * Takes some of an item's units out as an item of their own, each with its own share of what was paid. All of them are the item itself.
 * @throws bad-input (400) where it has fewer
 */
export async function split(tx: Tx, item: ItemTable, quantity: number): Promise<ItemTable> {
  if (quantity > item.quantity) {
    const reason = `the item has ${item.quantity} units left`;
    throw badInput({ field: "quantity", reason }, { fields: [{ field: "quantity", message: reason }] });
  }
  if (quantity === item.quantity) return item;
  const paid = paidForUnits(item.paid, item.quantity, 0, quantity);
  await tx.db
    .updateTable("items")
    .set({ quantity: item.quantity - quantity, paid: item.paid - paid })
    .where("id", "=", item.id)
    .execute();
  // Whoever splits another piece of the same line holds another item: both would draw the same number.
  const line = `${item.return_id ?? item.receipt_id}/${item.return_line ?? item.receipt_place}`;
  await sql`select pg_advisory_xact_lock(${PIECE_LOCKS}, hashtext(${line}))`.execute(tx.db);
  const { rows } = await sql<{ piece: number }>`
    select max(piece) + 1 as piece from items
    where return_id = ${item.return_id} and return_line = ${item.return_line}
      or stray is not null and receipt_id = ${item.receipt_id} and receipt_place = ${item.receipt_place}`.execute(
    tx.db,
  );
  const part = { ...item, id: newId<"itm">(), piece: rows[0]!.piece, quantity, paid };
  await tx.db.insertInto("items").values(part).execute();
  return part;
}

async function weightOf({ db }: Tx, { source, sku }: ItemTable): Promise<number | null> {
  const known = await db
    .selectFrom("variants")
    .select("weight_grams")
    .where("source", "=", source)
    .where("sku", "=", sku)
    .executeTakeFirst();
  return known?.weight_grams ?? null;
}
