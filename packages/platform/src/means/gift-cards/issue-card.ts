import { giftCardIssued } from "../../facts/gift-cards/index.ts";
import { postEntry } from "../../facts/ledger/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { queueMessage } from "../messages/index.ts";
import { bookOnCard, factOf } from "./book-card.ts";
import { hashOfCode, newCardCode } from "./card-code.ts";
import { giftCardReferenceReused } from "./card-problems.ts";
import type { GiftCard } from "./gift-card-tables.ts";
import { giftCardMessage } from "./tell-card.ts";

export interface NewGiftCard {
  readonly shopperId: string;
  /** Minor units, above zero. */
  readonly amount: bigint;
  readonly currency: string;
  /** A refund's is booked by the refund, whose payment it is; a replacement's money was on a card before. */
  readonly because: GiftCard["because"];
  /** Given once; unique for the shopper and the way it comes. */
  readonly reference: string;
  readonly tell: "mail" | "hand";
  readonly actor: string;
  readonly orderId?: string | undefined;
  readonly refundLegId?: string | undefined;
  readonly replaces?: string | undefined;
}

/**
 * Gives a card. The same reference again gives none and answers the first.
 * @returns the code, where it is told by hand and this is the first time
 * @throws gift-card-reference-reused (409)
 */
export async function issueCard(
  tx: Tx,
  clock: Clock,
  wanted: NewGiftCard,
): Promise<{ readonly cardId: Id<"gfc">; readonly code?: string }> {
  const { shopperId, amount, currency, because, reference, tell } = wanted;
  const code = newCardCode();
  const now = clock.now();
  const card = await tx.db
    .insertInto("gift_cards")
    .values({
      ...{ id: newId<"gfc">(), code_hash: hashOfCode(code), last_four: code.slice(-4) },
      ...{ untold_code: tell === "mail" ? code : null, told_at: tell === "mail" ? null : now },
      ...{ shopper_id: shopperId, order_id: wanted.orderId ?? null, currency, because, reference },
      ...{ replaces: wanted.replaces ?? null, issued_at: now, voided_at: null, last_entry: null },
    })
    // Waits for another transaction that gives it right now; looking first would let both through.
    .onConflict((conflict) => conflict.columns(["shopper_id", "because", "reference"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!card) return { cardId: await knownCard(tx, wanted) };
  const entry = await bookOnCard(tx, clock, card, {
    ...{ kind: "issue", amount, reference: `issue/${reference}`, actor: wanted.actor },
    ...{ orderId: wanted.orderId, refundLegId: wanted.refundLegId },
  });
  const cardId = card.id as Id<"gfc">;
  if (because === "desk") {
    await postEntry(tx, clock, {
      ...{ kind: "gift-card-issued", reference: `gift-card/${toWire("gce", entry.id)}`, shopperId, currency },
      ...{ orderId: wanted.orderId, actor: wanted.actor },
      lines: [
        { account: "goodwill", amount },
        { account: "gift-cards", amount: -amount },
      ],
    });
  }
  const orderId = wanted.orderId as Id<"ord"> | undefined;
  await tx.append(
    giftCardIssued({
      subject: shopperId,
      at: now,
      data: {
        ...factOf(card, entry),
        ...{ shopperId: shopperId as Id<"shp">, because },
        ...(orderId !== undefined && { orderId }),
      },
    }),
  );
  if (tell === "hand") return { cardId, code };
  await queueMessage(tx, clock, giftCardMessage, {
    ...{ shopperId, orderId, key: `gift-card/${cardId}`, values: { giftCardId: cardId } },
  });
  return { cardId };
}

async function knownCard(tx: Tx, { shopperId, because, reference, amount, currency }: NewGiftCard) {
  const known = await tx.db
    .selectFrom("gift_cards as c")
    .innerJoin("gift_card_entries as e", (join) => join.onRef("e.card_id", "=", "c.id").on("e.number", "=", 1))
    .select(["c.id", "c.currency", "e.amount"])
    .where("c.shopper_id", "=", shopperId)
    .where("c.because", "=", because)
    .where("c.reference", "=", reference)
    .executeTakeFirstOrThrow();
  if (known.amount === amount && known.currency === currency) return known.id as Id<"gfc">;
  throw giftCardReferenceReused({ reference, amount: Number(known.amount) });
}
