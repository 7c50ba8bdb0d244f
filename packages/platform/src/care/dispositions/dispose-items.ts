import type { z } from "zod";
import { itemDisposed } from "../../facts/items/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import { addToStock } from "../../facts/stock/index.ts";
import { dayAt } from "../../foundation/calendar/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound } from "../../foundation/problems/index.ts";
import { checkDestination } from "./check-destination.ts";
import { checkGround } from "./check-ground.ts";
import { dispositionMeanings } from "./disposition.schema.ts";
import { needsExplanation } from "./disposition-problems.ts";
import type { disposeItems } from "./item.contract.ts";
import { disposeItems as contract } from "./item.contract.ts";
import { itemProcess } from "./item.ts";
import { decidedFactOf, record } from "./item-facts.ts";
import type { ItemTable } from "./item-tables.ts";
import { viewItems } from "./item-view.ts";
import { lockItems } from "./lock-items.ts";
import { itemsInOwnStore } from "./own-store.ts";
import { needSecondLook } from "./second-look.ts";
import { readSettings } from "./settings.ts";
import { requireRightful } from "./whose-item.ts";

type Wanted = z.output<typeof disposeItems.input>;

/**
 * Decides what becomes of inspected items. Only what goes back into stock raises it; and nothing is destroyed without the ground that the law asks
 * for and what proves it, whoever asks. Goods announced as faulty are not sold again before somebody has said what they found.
 */
export const disposeItemsOperation = operation(contract, {
  by: { associate: itemsInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, wanted) {
    const { disposition, destinationId = null, storeId = null, ground = null, evidence = null } = wanted;
    const items = await lockItems(tx, wanted.itemIds);
    const at = clock.now();
    const { settings } = await readSettings(tx);
    const today = dayAt(at, (await readRetailer(tx)).timeZone).day;
    await checkTarget(tx, wanted);
    if (dispositionMeanings[disposition].restocks && evidence === null) {
      const unexplained = await needSecondLook(tx, items);
      const item = items.find(({ id }) => unexplained.has(id));
      if (item) throw needsExplanation({ field: "evidence", sku: item.sku });
    }
    const decided: ItemTable[] = [];
    for (const item of items) {
      const state = itemProcess.next(item.state, "dispose");
      requireRightful(item, disposition);
      if (destinationId !== null) await checkDestination(tx, { item, destinationId, disposition, settings });
      await checkGround(tx, { item, wanted, settings, today });
      const change = {
        ...{ state, disposition, destination_id: destinationId, to_store_id: storeId, ground, evidence },
        ...{ disposed_at: at, disposed_by: actor.id },
      };
      await tx.db.updateTable("items").set(change).where("id", "=", item.id).execute();
      decided.push({ ...item, ...change });
    }
    const details = { disposition, destinationId, storeId, ground, hasEvidence: evidence !== null };
    await record(
      tx,
      decided.map((item) => ({ item, at, by: actor.id, what: "disposed", details })),
    );
    if (dispositionMeanings[disposition].restocks) await addToStock(tx, decided.map(shelfOf));
    for (const item of decided) {
      const { to_store_id: to, weight_grams: weightGrams } = item;
      const data = {
        ...decidedFactOf(item),
        ...(to !== null && { storeId: to as Id<"sto"> }),
        ...(ground !== null && { ground }),
        ...(weightGrams !== null && { weightGrams }),
      };
      await tx.append(itemDisposed({ subject: item.shopper_id, at, data }));
    }
    return { items: await viewItems(tx, decided) };
  },
});

/** Where units lie that went back into stock: in the store that they go to, or where they came back to. */
export function shelfOf({ source, sku, quantity, store_id, to_store_id }: ItemTable) {
  const storeId = to_store_id ?? store_id;
  return { source, sku, quantity, ...(storeId !== null && { storeId }) };
}

/** What a disposition needs to be carried out, and what has no place in it. */
async function checkTarget(tx: Tx, { disposition, destinationId, storeId, evidence }: Wanted): Promise<void> {
  const { takenBy } = dispositionMeanings[disposition];
  if (takenBy !== undefined && destinationId === undefined)
    throw missing("destinationId", `name the ${takenBy} that takes it`);
  if (takenBy === undefined && destinationId !== undefined)
    throw missing("destinationId", `“${disposition}” goes to no destination: leave it out`);
  if ((disposition === "stock_transfer") !== (storeId !== undefined))
    throw missing(
      "storeId",
      disposition === "stock_transfer"
        ? "name the store that it goes to"
        : "only a stock transfer goes to a store: leave it out",
    );
  if (disposition === "removed" && evidence === undefined) throw missing("evidence", "say what became of the goods");
  if (storeId === undefined) return;
  const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
  if (!store) throw notFound({ field: "storeId" });
}

function missing(field: string, reason: string) {
  return badInput({ field, reason }, { fields: [{ field, message: reason }] });
}
