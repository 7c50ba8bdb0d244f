import { z } from "zod";
import { WithdrawalId } from "../../facts/identifiers/index.ts";
import { messageKind } from "../../means/messages/index.ts";

interface Acknowledged {
  readonly number: string;
  readonly at: Date;
  readonly name: string;
  readonly contract: string;
  readonly what: string | undefined;
}

/**
 * That a statement was received, with what it said and when: the law asks for it on a durable medium and without delay (Directive 2011/83/EU,
 * Article 11a (4)), so that it is no care that could be turned away, and waits for no morning.
 */
export const withdrawalAcknowledged = messageKind("withdrawal.acknowledged", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  askedByLaw: true,
  values: z.object({ withdrawalId: WithdrawalId }),
  async read({ tx }, { withdrawalId }): Promise<Acknowledged | null> {
    const row = await tx.db.selectFrom("withdrawals").selectAll().where("id", "=", withdrawalId).executeTakeFirst();
    if (!row || row.name === null) return null;
    const { number, stated_at: at, name, contract, what } = row;
    return { number, at, name, contract, what: what ?? undefined };
  },
  document({ words, links, shop }, { number, at, name, contract, what }) {
    const subject = words.t("withdrawals.mail.subject", { number });
    const moment = words.dateTime(at, "long");
    return {
      subject,
      preheader: words.t("withdrawals.mail.preheader", { shop, moment }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("withdrawals.mail.lead", { shop, moment }) },
        {
          kind: "items",
          items: [
            { text: words.t("withdrawals.mail.contract"), detail: contract },
            { text: words.t("withdrawals.mail.name"), detail: name },
            { text: words.t("withdrawals.mail.what"), detail: what ?? words.t("withdrawals.mail.all") },
          ],
        },
        { kind: "paragraph", text: words.t("withdrawals.mail.next") },
        { kind: "small", text: words.t("withdrawals.mail.keep") },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("withdrawals.mail.to-order"), href: links.order }]),
      ],
    };
  },
  sample: {
    ...{ number: "W-100042", at: new Date("2026-03-02T09:00:00Z"), name: "Jo Miller", contract: "1042" },
    what: "The linen shirt",
  },
});
