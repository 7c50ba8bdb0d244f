import { z } from "zod";
import { GiftCardId } from "../../facts/identifiers/index.ts";
import { messageDropped, messageSent } from "../../facts/messages/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { messageKind } from "../messages/index.ts";

interface Card {
  readonly code: string;
  readonly balance: bigint;
  readonly currency: string;
}

/** The code of a card, to whom it was given and nobody else. */
export const giftCardMessage = messageKind("gift-card.issued", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ giftCardId: GiftCardId }),
  async read({ tx }, { giftCardId }): Promise<Card | null> {
    const card = await tx.db
      .selectFrom("gift_cards")
      .select(["untold_code as code", "balance", "currency"])
      .where("id", "=", giftCardId)
      .executeTakeFirst();
    return card?.code == null ? null : { ...card, code: card.code };
  },
  document({ words, links, shop }, { code, balance, currency }) {
    const money = words.money({ amount: balance, currency });
    const subject = words.t("mail.gift-card-issued.subject", { money });
    return {
      subject,
      preheader: words.t("mail.gift-card-issued.preheader", { shop }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("mail.gift-card-issued.lead", { money, shop }) },
        { kind: "code", label: words.t("mail.gift-card-issued.code"), code },
        { kind: "paragraph", text: words.t("mail.gift-card-issued.bearer") },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("mail.gift-card-issued.to-order"), href: links.order }]),
      ],
    };
  },
  sample: { code: "7KQ4-M2XW-9RTB-3HZN", balance: 4_900n, currency: "EUR" },
});

/** Once it left, or never will, nobody needs the code in the house any more: a lost one is replaced by another card. */
async function forgetCode(
  { tx, clock }: { readonly tx: Tx; readonly clock: Clock },
  { data }: { readonly data: { readonly messageId: string; readonly kind: string } },
  told: boolean,
): Promise<void> {
  if (data.kind !== giftCardMessage.name) return;
  const message = await tx.db
    .selectFrom("messages")
    .select("values")
    .where("id", "=", data.messageId)
    .executeTakeFirstOrThrow();
  const { giftCardId } = giftCardMessage.values.parse(message.values) as { giftCardId: string };
  await tx.db
    .updateTable("gift_cards")
    .set({ untold_code: null, ...(told && { told_at: clock.now() }) })
    .where("id", "=", giftCardId)
    .execute();
}

export const giftCardReactions: readonly Reaction[] = [
  on(messageSent, "gift-cards.forget-when-sent", (context, event) => forgetCode(context, event, true)),
  on(messageDropped, "gift-cards.forget-when-dropped", (context, event) => forgetCode(context, event, false)),
];
