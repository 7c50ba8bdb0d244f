import { giftCardRedeemed } from "../../facts/gift-cards/index.ts";
import { postEntry } from "../../facts/ledger/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { requirePlace } from "../store-credit/index.ts";
import { bookOnCard, factOf, knownEntry, notEnough } from "./book-card.ts";
import { giftCardVoid } from "./card-problems.ts";
import { redeemGiftCard } from "./gift-card.contract.ts";
import type { GiftCard } from "./gift-card-tables.ts";
import { lockCardOfCode } from "./lock-card.ts";
import { viewCard } from "./view-card.ts";

/** Whoever stands at the till may pay with a card there, wherever it comes from. */
const atOwnStore: Rule<{ readonly storeId?: string | undefined }> = {
  name: "at own store",
  allows: ({ actor }, { storeId }) =>
    actor.scope["storeId"] !== undefined && (storeId === undefined || storeId === actor.scope["storeId"]),
};

export const redeemGiftCardOperation = operation(redeemGiftCard, {
  by: { associate: atOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { code, amount, currency, upTo, orderId, ...input }) {
    const storeId = input.storeId ?? (actor.scope["storeId"] as Id<"sto"> | undefined);
    await requirePlace(tx, { storeId, orderId, currency });
    const card = await lockCardOfCode(tx, code);
    requireCurrency(card, currency);
    const reference = `redeem/${input.reference}`;
    const known = await knownEntry(tx, card, {
      reference,
      isSame: (entry) => -entry.amount === amount || (upTo && -entry.amount < amount),
    });
    if (known) return { card: await viewCard(tx, card), taken: -known.amount, entryId: known.id as Id<"gce"> };
    if (card.voided_at !== null) throw giftCardVoid();
    const taken = upTo && card.balance < amount ? card.balance : amount;
    if (taken === 0n) throw notEnough(card, amount);
    const entry = await bookOnCard(tx, clock, card, {
      ...{ kind: "redeem", amount: -taken, reference, orderId, storeId, actor: actor.id },
    });
    await postEntry(tx, clock, {
      ...{ kind: "gift-card-redeemed", reference: `gift-card/${toWire("gce", entry.id)}`, currency, orderId },
      ...{ shopperId: card.shopper_id, actor: actor.id },
      lines: [
        { account: "gift-cards", amount: taken },
        { account: "credit-used", amount: -taken },
      ],
    });
    const where = { ...(orderId !== undefined && { orderId }), ...(storeId !== undefined && { storeId }) };
    const data = { ...factOf(card, entry), amount: taken, reference: input.reference, ...where };
    await tx.append(giftCardRedeemed({ subject: card.id, at: entry.at, data }));
    const left: GiftCard = { ...card, balance: entry.balance };
    return { card: await viewCard(tx, left), taken, entryId: entry.id as Id<"gce"> };
  },
});

function requireCurrency(card: GiftCard, currency: string): void {
  if (card.currency === currency) return;
  const reason = `expected ${card.currency}, the card's`;
  throw badInput({ field: "currency", reason }, { fields: [{ field: "currency", message: reason }] });
}
