import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { shownReference } from "./book-card.ts";
import type { GiftCardShown, GiftCardShownToStaff } from "./gift-card.contract.ts";
import type { GiftCard, GiftCardEntry } from "./gift-card-tables.ts";

/** A card as whoever shows its code sees it. */
export async function viewCard(tx: DatabaseTx, card: GiftCard): Promise<GiftCardShown> {
  const first = await tx.db
    .selectFrom("gift_card_entries")
    .select("amount")
    .where("card_id", "=", card.id)
    .where("number", "=", 1)
    .executeTakeFirstOrThrow();
  return shown(card, first.amount);
}

/** The cards that were given for an order, latest first. */
export async function viewCardsOfOrder(tx: DatabaseTx, orderId: string): Promise<GiftCardShown[]> {
  const cards = await tx.db
    .selectFrom("gift_cards as c")
    .innerJoin("gift_card_entries as e", (join) => join.onRef("e.card_id", "=", "c.id").on("e.number", "=", 1))
    .selectAll("c")
    .select("e.amount as issued")
    .where("c.order_id", "=", orderId)
    .orderBy("c.id", "desc")
    .execute();
  return cards.map(({ issued, ...card }) => shown(card, issued));
}

/** @throws not-found (404) */
export async function viewCardForStaff(tx: DatabaseTx, id: string): Promise<GiftCardShownToStaff> {
  const card = await tx.db.selectFrom("gift_cards").selectAll().where("id", "=", id).executeTakeFirst();
  if (!card) throw notFound();
  const entries = await tx.db
    .selectFrom("gift_card_entries")
    .selectAll()
    .where("card_id", "=", id)
    .orderBy("number")
    .execute();
  return {
    ...shown(card, entries[0]?.amount ?? 0n),
    ...{ because: card.because, shopperId: card.shopper_id as Id<"shp"> },
    ...(card.order_id !== null && { orderId: card.order_id as Id<"ord"> }),
    ...(card.told_at !== null && { toldAt: card.told_at }),
    ...(card.replaces !== null && { replaces: card.replaces as Id<"gfc"> }),
    entries: entries.map(viewEntry),
  };
}

function shown(card: GiftCard, issued: bigint): GiftCardShown {
  const { balance, currency } = card;
  return {
    ...{ giftCardId: card.id as Id<"gfc">, lastFour: card.last_four, currency, balance, issued },
    state: card.voided_at !== null ? "void" : balance > 0n ? "usable" : "used-up",
    issuedAt: card.issued_at,
  };
}

function viewEntry(entry: GiftCardEntry): GiftCardShownToStaff["entries"][number] {
  const { kind, amount, balance, at, order_id, store_id } = entry;
  return {
    ...{ entryId: entry.id as Id<"gce">, kind, amount, balance, at, reference: shownReference(entry.reference) },
    ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
    ...(store_id !== null && { storeId: store_id as Id<"sto"> }),
  };
}
