import { giftCardRefilled } from "../../facts/gift-cards/index.ts";
import { GiftCardEntryId } from "../../facts/identifiers/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { bookOnCard, factOf } from "./book-card.ts";
import type { GiftCardEntry } from "./gift-card-tables.ts";
import { leftOfRedemption } from "./left-of-redemption.ts";
import { lockCard } from "./lock-card.ts";

interface CardMoney {
  readonly orderId: string;
  /** Minor units, above zero. */
  readonly amount: bigint;
  readonly currency: string;
  /** What the payment that goes back says of itself: of a card of ours the `entryId` under which it was taken. */
  readonly paymentReference: string | null;
  readonly refundLegId: string;
  readonly actor: string;
}

/**
 * Puts money of a refund back on the card that paid for the order, where that is one of ours, is still good, and had paid all of it: as what was
 * taken off it there, so that no card gets back more than it paid. The refund books it. Whose card it is nobody is told.
 * @returns whether it did; otherwise it is on no card yet
 */
export async function refillPayingCard(tx: Tx, clock: Clock, money: CardMoney): Promise<boolean> {
  const { amount, orderId, refundLegId, actor } = money;
  for (const { card_id, number } of await redemptionsOf(tx, money)) {
    const card = await lockCard(tx, card_id);
    if (card.voided_at !== null) continue;
    const redemption = await entryOf(tx, card_id, number);
    if ((await leftOfRedemption(tx, redemption)) < amount) continue;
    const reference = toWire("rfl", refundLegId);
    const entry = await bookOnCard(tx, clock, card, {
      ...{ kind: "refill", amount, reference: `refill/${reference}`, undoes: number, actor },
      ...{ orderId, refundLegId, storeId: redemption.store_id ?? undefined },
    });
    const data = { ...factOf(card, entry), reference, orderId: orderId as Id<"ord"> };
    await tx.append(giftCardRefilled({ subject: card.id, at: entry.at, data }));
    return true;
  }
  return false;
}

/** What cards of ours paid for the order: by what the payment says, and where it says nothing, by the order that was named when they paid. */
async function redemptionsOf(tx: DatabaseTx, { orderId, currency, paymentReference }: CardMoney) {
  const entry = GiftCardEntryId.safeParse(paymentReference);
  const paid = tx.db
    .selectFrom("gift_card_entries as e")
    .innerJoin("gift_cards as c", "c.id", "e.card_id")
    .select(["e.card_id", "e.number"])
    .where("e.kind", "=", "redeem")
    .where("c.currency", "=", currency);
  const ofOrder = entry.success
    ? paid
        .where("e.id", "=", entry.data)
        .where((row) => row.or([row("e.order_id", "is", null), row("e.order_id", "=", orderId)]))
    : paid.where("e.order_id", "=", orderId);
  // In one order for everybody, lest two who look through the same cards wait for each other.
  return ofOrder.orderBy("e.card_id").orderBy("e.number").execute();
}

async function entryOf(tx: DatabaseTx, cardId: string, number: number): Promise<GiftCardEntry> {
  return tx.db
    .selectFrom("gift_card_entries")
    .selectAll()
    .where("card_id", "=", cardId)
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
}
