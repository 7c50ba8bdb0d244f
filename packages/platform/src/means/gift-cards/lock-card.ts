import type { DatabaseTx } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { hashOfCode, readCardCode } from "./card-code.ts";
import { giftCardNotFound } from "./card-problems.ts";
import type { GiftCard } from "./gift-card-tables.ts";

/** @throws gift-card-code-mistyped (400), gift-card-not-found (404) */
export async function cardOfCode(tx: DatabaseTx, typed: string): Promise<GiftCard> {
  const card = await byCode(tx, typed).executeTakeFirst();
  if (!card) throw giftCardNotFound({ field: "code" });
  return card;
}

/**
 * The card of a typed code, locked until the transaction ends: whoever pays with it at the same moment waits, and then sees what is left.
 * @throws gift-card-code-mistyped (400), gift-card-not-found (404)
 */
export async function lockCardOfCode(tx: DatabaseTx, typed: string): Promise<GiftCard> {
  const card = await byCode(tx, typed).forUpdate().executeTakeFirst();
  if (!card) throw giftCardNotFound({ field: "code" });
  return card;
}

/** @throws not-found (404) */
export async function lockCard(tx: DatabaseTx, id: string): Promise<GiftCard> {
  const card = await tx.db.selectFrom("gift_cards").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (!card) throw notFound();
  return card;
}

function byCode(tx: DatabaseTx, typed: string) {
  return tx.db
    .selectFrom("gift_cards")
    .selectAll()
    .where("code_hash", "=", hashOfCode(readCardCode(typed)));
}
