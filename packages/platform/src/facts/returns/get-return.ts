import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { readReturn } from "./read-return.ts";
import { getReturn as contract } from "./return.contract.ts";

/** An associate sees what came back to the own store. A return that does not exist is for `run` to say. */
export const ofOwnStore: Rule<{ readonly returnId: string }> = {
  name: "of own store",
  async allows({ tx, actor }, { returnId }) {
    const row = await tx.db.selectFrom("returns").select("store_id").where("id", "=", returnId).executeTakeFirst();
    return !row || (row.store_id !== null && row.store_id === actor.scope["storeId"]);
  },
};

export const getReturn = operation(contract, {
  by: { associate: ofOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }, { returnId }) => readReturn(tx, returnId),
});
