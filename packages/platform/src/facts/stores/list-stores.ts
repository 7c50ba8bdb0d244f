import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { listStores as contract } from "./store.contract.ts";

/** All stores, by name. A retailer has hundreds, not millions: one page holds them. */
export async function readStores(tx: DatabaseTx): Promise<z.output<typeof contract.output>> {
  const rows = await tx.db.selectFrom("stores").selectAll().orderBy("name").orderBy("id").execute();
  return {
    items: rows.map((row) => ({
      storeId: row.id as Id<"sto">,
      key: row.key,
      name: row.name,
      region: row.region ?? undefined,
      country: row.country ?? undefined,
    })),
  };
}

export const listStores = operation(contract, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }) => readStores(tx),
});
