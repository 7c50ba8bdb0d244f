import { createHash } from "node:crypto";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Ends everything that would be sent to an address. Twice is once. */
export async function suppressAddress(
  tx: DatabaseTx,
  address: string,
  because: "bounced" | "complained",
  { at, messageId }: { readonly at: Date; readonly messageId: string },
): Promise<void> {
  await tx.db
    .insertInto("suppressed_addresses")
    .values({ address_hash: hashOf(address), because, at, message_id: messageId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function isSuppressed(tx: DatabaseTx, address: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("suppressed_addresses")
    .select("because")
    .where("address_hash", "=", hashOf(address))
    .executeTakeFirst();
  return row !== undefined;
}

/** Capitals do not matter in practice, whatever the standard allows. */
function hashOf(address: string): Buffer {
  return createHash("sha256").update(address.trim().toLowerCase()).digest();
}
