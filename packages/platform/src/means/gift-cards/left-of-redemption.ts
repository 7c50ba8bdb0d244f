import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { GiftCardEntry } from "./gift-card-tables.ts";

/** What of a purchase's money was not put back on its card yet, minor units. The card is locked. */
export async function leftOfRedemption(tx: DatabaseTx, redemption: GiftCardEntry): Promise<bigint> {
  const refills = await tx.db
    .selectFrom("gift_card_entries")
    .select("amount")
    .where("card_id", "=", redemption.card_id)
    .where("undoes", "=", redemption.number)
    .execute();
  return -redemption.amount - refills.reduce((sum, { amount }) => sum + amount, 0n);
}
