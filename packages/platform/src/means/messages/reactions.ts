import { familyOf } from "../../facts/persons/index.ts";
import { shopperErased, shopperMerged } from "../../facts/shoppers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";

/** What messages said, where they went and what was answered is forgotten with the person. */
const forgetErased = on(shopperErased, "messages.forget-erased", async ({ tx }, { data }) => {
  await forgetPerson(tx, data.shopperId);
});

/** A guest who is merged into an account that was erased before is erased with it. */
const forgetMerged = on(shopperMerged, "messages.forget-merged", async ({ tx }, { data }) => {
  await forgetPerson(tx, data.shopperId);
});

async function forgetPerson(tx: DatabaseTx, shopperId: string): Promise<void> {
  const family = await familyOf(tx, shopperId);
  const erased = await tx.db
    .selectFrom("shoppers")
    .select("id")
    .where("id", "in", family)
    .where("erased_at", "is not", null)
    .executeTakeFirst();
  if (!erased) return;
  await tx.db.deleteFrom("message_contents").where("shopper_id", "in", family).execute();
  // A name or the first part of an address can stand in it that nothing marks as such.
  await tx.db.updateTable("messages").set({ failure: null }).where("shopper_id", "in", family).execute();
}

export const messageReactions: readonly Reaction[] = [forgetErased, forgetMerged];
