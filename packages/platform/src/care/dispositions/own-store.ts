import type { Rule } from "../../foundation/operations/index.ts";

/** An associate works on what lies in the own store. An item that does not exist is for `run` to say. */
export const itemInOwnStore: Rule<{ readonly itemId: string }> = {
  name: "in own store",
  async allows({ tx, actor }, { itemId }) {
    const item = await tx.db.selectFrom("items").select("store_id").where("id", "=", itemId).executeTakeFirst();
    return !item || (item.store_id !== null && item.store_id === actor.scope["storeId"]);
  },
};

export const itemsInOwnStore: Rule<{ readonly itemIds: readonly string[] }> = {
  name: "in own store",
  async allows({ tx, actor }, { itemIds }) {
    const items = await tx.db
      .selectFrom("items")
      .select("store_id")
      .where("id", "in", [...itemIds])
      .execute();
    return items.every(({ store_id }) => store_id !== null && store_id === actor.scope["storeId"]);
  },
};

/** A list is of the own store, whatever was asked for. */
export const listOfOwnStore: Rule = {
  name: "of own store",
  allows: ({ actor }) => actor.scope["storeId"] !== undefined,
};
