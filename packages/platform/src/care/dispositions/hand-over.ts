import { itemHandedOver } from "../../facts/items/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { handOver } from "./destination.contract.ts";
import { readDestination } from "./destinations.ts";
import { itemProcess } from "./item.ts";
import { decidedFactOf, record } from "./item-facts.ts";
import type { ItemTable } from "./item-tables.ts";
import { lockItems } from "./lock-items.ts";
import { itemsInOwnStore } from "./own-store.ts";

/** What a destination took, under its receipt: all that is named or none. From then on nothing of it can be taken back. */
export const handOverOperation = operation(handOver, {
  by: { associate: itemsInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { destinationId, itemIds, receipt }) {
    await readDestination(tx, destinationId);
    const items = await lockItems(tx, itemIds);
    const at = clock.now();
    for (const [index, item] of items.entries()) {
      const state = itemProcess.next(item.state, "hand-over");
      if (item.destination_id !== destinationId) throw meantForAnother(index, item);
      await tx.db.updateTable("items").set({ state, receipt, handed_over_at: at }).where("id", "=", item.id).execute();
      await tx.append(itemHandedOver({ subject: item.shopper_id, at, data: { ...decidedFactOf(item), receipt } }));
    }
    await record(
      tx,
      items.map((item) => ({ item, at, by: actor.id, what: "handed-over", details: { destinationId, receipt } })),
    );
    return {
      units: items.reduce((sum, { quantity }) => sum + quantity, 0),
      weightGrams: items.reduce((sum, { quantity, weight_grams }) => sum + quantity * (weight_grams ?? 0), 0),
    };
  },
});

function meantForAnother(index: number, { sku }: ItemTable) {
  const reason = `${sku} is meant for another destination: take its disposition back first`;
  return badInput({ field: `itemIds/${index}`, reason }, { fields: [{ field: `itemIds/${index}`, message: reason }] });
}
