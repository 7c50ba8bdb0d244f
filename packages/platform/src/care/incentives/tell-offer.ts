import { actionOffer, type WordedTerms } from "@aftercare/messages";
import { z } from "zod";
import { OfferId } from "../../facts/identifiers/index.ts";
import { offerIssued } from "../../facts/offers/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { messageKind, queueMessage } from "../../means/messages/index.ts";
import { viewOffer } from "../../means/offers/index.ts";

interface Told {
  readonly code: string;
  readonly action: string;
  readonly terms: WordedTerms | undefined;
  readonly currency: string | undefined;
  readonly expiresAt: Date;
}

/** An offer that makes up for a return, with its code. It sells, so that it goes to those alone who want it, and when nothing is on its way. */
export const offerByMail = messageKind("offer.issued", {
  purpose: "marketing",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ offerId: OfferId }),
  async read({ tx, clock }, { offerId }): Promise<Told | null> {
    const row = await tx.db.selectFrom("offers").selectAll().where("id", "=", offerId).executeTakeFirst();
    if (row === undefined) return null;
    const { state, code, action, terms, currency, expiresAt } = await viewOffer(tx, row, clock.now());
    return state === "issued" ? { code, action, terms, currency, expiresAt } : null;
  },
  document({ words, links, shop }, { code, action, terms, currency, expiresAt }) {
    const offer = actionOffer(words, { id: action, terms, currency });
    const day = words.date(expiresAt, "long");
    return {
      subject: words.t("mail.offer-issued.subject", { shop }),
      preheader: words.t("mail.offer-issued.preheader", { offer, day }),
      blocks: [
        { kind: "paragraph", text: words.t("mail.offer-issued.lead") },
        { kind: "heading", text: offer },
        { kind: "code", label: words.t("mail.offer-issued.code"), code },
        { kind: "notice", text: words.t("mail.offer-issued.until", { day }) },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("mail.offer-issued.to-order"), href: links.order }]),
      ],
    };
  },
  sample: {
    ...{ code: "K7QM-2XHB-94TD", action: "percent-10", terms: { kind: "percent-off", percent: 10 } },
    ...{ currency: "EUR", expiresAt: new Date("2026-04-01T21:59:59Z") },
  },
});

/** Whoever was handed an offer at the counter has it. */
export const tellOffer = on(offerIssued, "incentives.tell-offer", async ({ tx, clock }, { data }) => {
  const { offerId, shopperId, returnId, expiresAt } = data;
  if (shopperId === undefined || returnId === undefined) return;
  const from = await tx.db
    .selectFrom("returns as r")
    .leftJoin("return_lines as l", (join) => join.onRef("l.return_id", "=", "r.id").on("l.order_id", "is not", null))
    .select(["r.channel", "l.order_id"])
    .where("r.id", "=", returnId)
    .orderBy("l.line")
    .executeTakeFirst();
  if (from === undefined || from.channel === "store") return;
  await queueMessage(tx, clock, offerByMail, {
    ...{ shopperId, orderId: from.order_id ?? undefined, key: `offer/${offerId}`, values: { offerId } },
    notAfter: expiresAt,
  });
});
