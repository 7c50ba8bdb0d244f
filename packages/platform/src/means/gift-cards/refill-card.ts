import { giftCardRefilled } from "../../facts/gift-cards/index.ts";
import { postEntry } from "../../facts/ledger/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { minorDigits, toDecimal } from "../../foundation/money/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { bookOnCard, factOf, knownEntry } from "./book-card.ts";
import { giftCardRefillExceeds, giftCardVoid } from "./card-problems.ts";
import { refillGiftCard } from "./gift-card.contract.ts";
import type { GiftCard, GiftCardEntry } from "./gift-card-tables.ts";
import { leftOfRedemption } from "./left-of-redemption.ts";
import { lockCard } from "./lock-card.ts";
import { viewCardForStaff } from "./view-card.ts";

export const refillGiftCardOperation = operation(refillGiftCard, {
  by: { manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { giftCardId, redemption, amount, ...input }) {
    const card = await lockCard(tx, giftCardId);
    const reference = `refill/${input.reference}`;
    const known = await knownEntry(tx, card, { reference, isSame: (entry) => entry.amount === amount });
    if (known) return viewCardForStaff(tx, giftCardId);
    if (card.voided_at !== null) throw giftCardVoid();
    const undone = await redemptionOf(tx, card, redemption);
    await requireRoom(tx, card, undone, amount);
    const { order_id, store_id } = undone;
    const entry = await bookOnCard(tx, clock, card, {
      ...{ kind: "refill", amount, reference, undoes: undone.number, actor: actor.id },
      ...{ orderId: order_id ?? undefined, storeId: store_id ?? undefined },
    });
    await postEntry(tx, clock, {
      ...{ kind: "gift-card-refilled", reference: `gift-card/${toWire("gce", entry.id)}`, currency: card.currency },
      ...{ shopperId: card.shopper_id, orderId: order_id ?? undefined, actor: actor.id },
      lines: [
        { account: "credit-used", amount },
        { account: "gift-cards", amount: -amount },
      ],
    });
    const where = {
      ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
      ...(store_id !== null && { storeId: store_id as Id<"sto"> }),
    };
    const data = { ...factOf(card, entry), reference: input.reference, ...where };
    await tx.append(giftCardRefilled({ subject: card.id, at: entry.at, data }));
    return viewCardForStaff(tx, giftCardId);
  },
});

async function redemptionOf(tx: DatabaseTx, { id }: GiftCard, reference: string): Promise<GiftCardEntry> {
  const entry = await tx.db
    .selectFrom("gift_card_entries")
    .selectAll()
    .where("card_id", "=", id)
    .where("reference", "=", `redeem/${reference}`)
    .executeTakeFirst();
  if (!entry) throw notFound({ field: "redemption" });
  return entry;
}

async function requireRoom(tx: DatabaseTx, card: GiftCard, undone: GiftCardEntry, amount: bigint): Promise<void> {
  const left = await leftOfRedemption(tx, undone);
  if (amount <= left) return;
  const text = toDecimal(left, minorDigits(card.currency));
  throw giftCardRefillExceeds({ wanted: Number(amount), left: Number(left), leftText: text, currency: card.currency });
}
