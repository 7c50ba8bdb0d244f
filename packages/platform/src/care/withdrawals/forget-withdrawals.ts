import { familyOf } from "../../facts/persons/index.ts";
import { shopperErased, shopperMerged } from "../../facts/shoppers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { on } from "../../foundation/reactions/index.ts";

/** Who stated it and in which words goes with the person; that it was stated, when, and of which order stays. */
export const forgetWithdrawalsWhenErased = on(shopperErased, "withdrawals.forget-erased", ({ tx }, { data }) =>
  forget(tx, data.shopperId),
);

/** A guest of somebody who had been erased before. */
export const forgetWithdrawalsWhenMerged = on(shopperMerged, "withdrawals.forget-merged", ({ tx }, { data }) =>
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
  // Without the salt nobody can try names until one fits what is left.
  await tx.db
    .updateTable("withdrawals")
    .set({ name: null, email: null, what: null, salt: null, note: null })
    .where("shopper_id", "in", family)
    .execute();
}
