import { itemUndone } from "../../facts/items/index.ts";
import { takeFromStock } from "../../facts/stock/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { shelfOf } from "./dispose-items.ts";
import { dispositionMeanings } from "./disposition.schema.ts";
import { counted } from "./disposition-problems.ts";
import { undoDisposition } from "./item.contract.ts";
import { itemProcess } from "./item.ts";
import { detailOf } from "./item-detail.ts";
import { decidedFactOf, record } from "./item-facts.ts";
import { lockItem } from "./lock-items.ts";
import { itemInOwnStore } from "./own-store.ts";

/**
 * Takes a decision back while nothing was done. Who went back into stock comes out again only as long as nobody has counted since and enough are
 * left: a later count has them in it, and taking them off once more would make it wrong.
 */
export const undoDispositionOperation = operation(undoDisposition, {
  by: { associate: itemInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run(context, { itemId }) {
    const { tx, clock, actor } = context;
    const item = await lockItem(tx, itemId);
    const state = itemProcess.next(item.state, "undo");
    const { disposition, disposed_at: since } = item;
    if (disposition !== null && since !== null && dispositionMeanings[disposition].restocks) {
      if (!(await takeFromStock(tx, shelfOf(item), since))) throw counted({ sku: item.sku });
    }
    const at = clock.now();
    const nothing = {
      ...{ disposition: null, destination_id: null, to_store_id: null, ground: null, evidence: null },
      ...{ disposed_at: null, disposed_by: null },
    };
    const change = { ...nothing, state };
    await tx.db.updateTable("items").set(change).where("id", "=", itemId).execute();
    await record(tx, [{ item, at, by: actor.id, what: "undone", details: { disposition } }]);
    await tx.append(itemUndone({ subject: item.shopper_id, at, data: decidedFactOf(item) }));
    return detailOf(context, { ...item, ...change });
  },
});
