import { anything, operation } from "../../foundation/operations/index.ts";
import { checkDestination } from "./check-destination.ts";
import { refurbishItem } from "./item.contract.ts";
import { itemProcess } from "./item.ts";
import { detailOf } from "./item-detail.ts";
import { record } from "./item-facts.ts";
import { lockItem } from "./lock-items.ts";
import { itemInOwnStore } from "./own-store.ts";
import { readSettings } from "./settings.ts";
import { requireRightful } from "./whose-item.ts";

/** Sends an item to be worked on. That is no end of it: when it is back it is graded once more. */
export const refurbishItemOperation = operation(refurbishItem, {
  by: { associate: itemInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run(context, { itemId, destinationId }) {
    const { tx, clock, actor } = context;
    const item = await lockItem(tx, itemId);
    const state = itemProcess.next(item.state, "refurbish");
    requireRightful(item, undefined);
    const { settings } = await readSettings(tx);
    await checkDestination(tx, { item, destinationId, settings });
    const change = { state, destination_id: destinationId };
    await tx.db.updateTable("items").set(change).where("id", "=", itemId).execute();
    const at = clock.now();
    await record(tx, [{ item, at, by: actor.id, what: "refurbishing", details: { destinationId } }]);
    return detailOf(context, { ...item, ...change });
  },
});
