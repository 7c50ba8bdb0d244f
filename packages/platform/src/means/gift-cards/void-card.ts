import { giftCardVoided } from "../../facts/gift-cards/index.ts";
import { postEntry } from "../../facts/ledger/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { bookOnCard, factOf } from "./book-card.ts";
import { giftCardIsMoney, giftCardVoid } from "./card-problems.ts";
import { voidGiftCard } from "./gift-card.contract.ts";
import { issueCard } from "./issue-card.ts";
import { lockCard } from "./lock-card.ts";
import { viewCardForStaff } from "./view-card.ts";

export const voidGiftCardOperation = operation(voidGiftCard, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { giftCardId, replace, tell }) {
    const card = await lockCard(tx, giftCardId);
    if (card.voided_at !== null) throw giftCardVoid();
    if (!replace && card.because !== "desk") throw giftCardIsMoney();
    const { balance, currency, shopper_id: shopperId } = card;
    const at = clock.now();
    const entry =
      balance === 0n
        ? undefined
        : await bookOnCard(tx, clock, card, { kind: "void", amount: -balance, reference: "void/", actor: actor.id });
    await tx.db
      .updateTable("gift_cards")
      .set({ voided_at: at, untold_code: null })
      .where("id", "=", giftCardId)
      .execute();
    const given =
      replace && entry
        ? await issueCard(tx, clock, {
            ...{ shopperId, amount: balance, currency, because: "replacement", tell, actor: actor.id },
            ...{ reference: toWire("gfc", giftCardId), orderId: card.order_id ?? undefined, replaces: giftCardId },
          })
        : undefined;
    if (entry && !given) {
      await postEntry(tx, clock, {
        ...{ kind: "gift-card-voided", reference: `gift-card/${toWire("gce", entry.id)}`, currency },
        ...{ shopperId, orderId: card.order_id ?? undefined, actor: actor.id },
        lines: [
          { account: "gift-cards", amount: balance },
          { account: "goodwill", amount: -balance },
        ],
      });
    }
    if (entry) {
      const data = { ...factOf(card, entry), amount: balance, ...(given && { replacedBy: given.cardId }) };
      await tx.append(giftCardVoided({ subject: card.id, at, data }));
    }
    const shown = await viewCardForStaff(tx, given?.cardId ?? (giftCardId as Id<"gfc">));
    return { card: shown, ...(given?.code !== undefined && { code: given.code }) };
  },
});
