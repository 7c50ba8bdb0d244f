import { familyOf } from "../../facts/persons/index.ts";
import { shopperErased, shopperMerged } from "../../facts/shoppers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { on } from "../../foundation/reactions/index.ts";

/** What was written of a fault and in answer goes with the person; that it was claimed, and what was done, stays. */
export const forgetClaimsWhenErased = on(shopperErased, "claims.forget-erased", ({ tx }, { data }) =>
  forget(tx, data.shopperId),
);

/** A guest of somebody who had been erased before. */
export const forgetClaimsWhenMerged = on(shopperMerged, "claims.forget-merged", ({ tx }, { data }) =>
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
  const own = tx.db.selectFrom("claims").select("id").where("shopper_id", "in", family);
  await tx.db.updateTable("claim_lines").set({ said: null }).where("claim_id", "in", own).execute();
  await tx.db.updateTable("claims").set({ answer: null }).where("shopper_id", "in", family).execute();
}
