import type { Locale } from "@aftercare/messages";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Keeps where whoever opened a gift wants to hear of what they give back, and in which language. */
export async function reachBearer(
  { db }: DatabaseTx,
  shopperId: string,
  { email, locale }: { readonly email: string; readonly locale: Locale },
): Promise<void> {
  await db.updateTable("shoppers").set({ language: locale }).where("id", "=", shopperId).execute();
  await db
    .insertInto("shopper_contacts")
    .values({ shopper_id: shopperId, name: null, email, post_code: null, phone: null })
    .onConflict((conflict) => conflict.column("shopper_id").doUpdateSet({ email }))
    .execute();
}
