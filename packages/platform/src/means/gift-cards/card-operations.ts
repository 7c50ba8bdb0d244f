import { ownOrder } from "../../facts/orders/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { requirePlace } from "../store-credit/index.ts";
import { checkGiftCard, getGiftCard, giftCardsOfOrder, issueGiftCard } from "./gift-card.contract.ts";
import { issueCard } from "./issue-card.ts";
import { cardOfCode } from "./lock-card.ts";
import { viewCard, viewCardForStaff, viewCardsOfOrder } from "./view-card.ts";

export const checkGiftCardOperation = operation(checkGiftCard, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  run: async ({ tx }, { code }) => viewCard(tx, await cardOfCode(tx, code)),
});

export const getGiftCardOperation = operation(getGiftCard, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }, { giftCardId }) => viewCardForStaff(tx, giftCardId),
});

/** Who has one order's link has not proved to be its shopper everywhere: the codes of its cards were mailed, and stand nowhere. */
export const giftCardsOfOrderOperation = operation(giftCardsOfOrder, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything, service: anything },
  run: async ({ tx }, { orderId }) => ({ items: await viewCardsOfOrder(tx, orderId) }),
});

export const issueGiftCardOperation = operation(issueGiftCard, {
  by: { manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, input) {
    await requirePlace(tx, input);
    const { cardId, code } = await issueCard(tx, clock, { ...input, because: "desk", actor: actor.id });
    return { card: await viewCardForStaff(tx, cardId), ...(code !== undefined && { code }) };
  },
});
