import { familyOf } from "../../facts/persons/index.ts";
import { shopperErased, shopperMerged } from "../../facts/shoppers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { on } from "../../foundation/reactions/index.ts";

/** What was written in a decision, an appeal and its answer goes with the person; that it was decided, asked and answered stays. */
export const forgetAppealsWhenErased = on(shopperErased, "appeals.forget-erased", ({ tx }, { data }) =>
  forget(tx, data.shopperId),
);

/** A guest of somebody who had been erased before. */
export const forgetAppealsWhenMerged = on(shopperMerged, "appeals.forget-merged", ({ tx }, { data }) =>
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
  if (!erased) return;
  await tx.db.updateTable("adverse_decisions").set({ because: null }).where("shopper_id", "in", family).execute();
  await tx.db.updateTable("appeals").set({ said: null, answer: null }).where("shopper_id", "in", family).execute();
}
