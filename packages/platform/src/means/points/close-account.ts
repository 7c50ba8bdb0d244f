import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { bookAccount } from "./book-account.ts";
import { lockAccount } from "./locked-account.ts";

/**
 * Ends the account of a shopper who was erased: nobody can use its points any more, so they lapse, and what was owed is
 * forgotten. The entries stay, under an identifier that names nobody; what staff had typed beside them is deleted.
 */
export async function closeAccount(tx: Tx, shopperId: Id<"shp">, now: Date): Promise<void> {
  const known = await tx.db
    .selectFrom("points_accounts")
    .select("shopper_id")
    .where("shopper_id", "=", shopperId)
    .executeTakeFirst();
  const open = known && (await lockAccount(tx, { shopperId, now }));
  if (!open) return;
  open.points.close({ at: now, reason: "erased" });
  await bookAccount(tx, open, "points");
  await tx.db.deleteFrom("points_notes").where("shopper_id", "=", shopperId).execute();
  await tx.db.updateTable("points_accounts").set({ closed_at: now }).where("shopper_id", "=", shopperId).execute();
}
