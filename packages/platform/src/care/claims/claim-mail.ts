import { z } from "zod";
import type { ClaimRemedy } from "../../facts/claims/claim.schema.ts";
import { ClaimId } from "../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { messageKind } from "../../means/messages/index.ts";

interface Told {
  readonly order: string;
  readonly isDeclined: boolean;
  readonly remedy: ClaimRemedy;
  readonly answer: string;
  readonly reduced: { readonly amount: bigint; readonly currency: string } | undefined;
  readonly goods: readonly string[];
}

async function readTold({ db }: DatabaseTx, claimId: string): Promise<Told | null> {
  const row = await db
    .selectFrom("claims as c")
    .innerJoin("orders as o", "o.id", "c.order_id")
    .select(["o.key as order", "c.state", "c.remedy", "c.answer", "c.amount", "c.currency"])
    .where("c.id", "=", claimId)
    .executeTakeFirst();
  if (!row) return null;
  const lines = await db
    .selectFrom("claim_lines")
    .select(["title", "sku"])
    .where("claim_id", "=", claimId)
    .orderBy("place")
    .execute();
  const { order, state, remedy, answer, amount, currency } = row;
  return {
    ...{ order, isDeclined: state === "declined", remedy, answer: answer ?? "" },
    reduced: amount === null ? undefined : { amount, currency },
    goods: lines.map(({ title, sku }) => title ?? sku),
  };
}

/** What a person decided about a fault, in that person's words. */
export const claimAnswered = messageKind("claim.answered", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ claimId: ClaimId }),
  read: ({ tx }, { claimId }) => readTold(tx, claimId),
  document({ words, links }, { order, isDeclined, remedy, answer, reduced, goods }) {
    const subject = words.t("claims.mail.subject", { number: order });
    const outcome = words.t(`claims.mail.${isDeclined ? "declined" : remedy}`);
    return {
      subject,
      preheader: outcome,
      blocks: [
        { kind: "heading", text: subject },
        { kind: "items", items: goods.map((text) => ({ text })) },
        { kind: "paragraph", text: outcome },
        ...(reduced === undefined
          ? []
          : [{ kind: "paragraph" as const, text: words.t("claims.mail.reduced", { amount: words.money(reduced) }) }]),
        ...(answer === "" ? [] : [{ kind: "paragraph" as const, text: answer }]),
        { kind: "small", text: words.t("claims.mail.law") },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("claims.mail.to-order"), href: links.order }]),
      ],
    };
  },
  sample: {
    ...{ order: "1042", isDeclined: false, remedy: "repair", reduced: undefined, goods: ["Trail lamp"] },
    answer: "The switch is known to fail; we repair it free of charge.",
  },
});
