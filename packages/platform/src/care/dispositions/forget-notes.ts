import { familyOf } from "../../facts/persons/index.ts";
import { shopperErased, shopperMerged } from "../../facts/shoppers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { on } from "../../foundation/reactions/index.ts";

/** What staff typed beside goods goes with the person who had bought them; what became of the goods stays. */
export const forgetNotesWhenErased = on(shopperErased, "dispositions.forget-erased", ({ tx }, { data }) =>
  forget(tx, data.shopperId),
);

/** A guest of somebody who had been erased before. */
export const forgetNotesWhenMerged = on(shopperMerged, "dispositions.forget-merged", ({ tx }, { data }) =>
  forget(tx, data.shopperId),
);

async function forget(tx: DatabaseTx, shopperId: string): Promise<void> {
  const family = await familyOf(tx, shopperId);
  const erased = await tx.db
    .selectFrom("shoppers")
    .select("id")
    .where("id", "in", family)
    .where("erased_at", "is not", null)
    .executeTakeFirst();
  if (erased) await tx.db.updateTable("items").set({ note: null }).where("shopper_id", "in", family).execute();
}
