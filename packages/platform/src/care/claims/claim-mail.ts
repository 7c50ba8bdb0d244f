import type { Translator } from "@aftercare/messages";
import { z } from "zod";
import type { ClaimRemedy, ClaimState } from "../../facts/claims/claim.schema.ts";
import { ClaimId } from "../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { readAppealBy } from "../../judgement/fairness/index.ts";
import { type MailDocument, messageKind } from "../../means/messages/index.ts";

interface Told {
  readonly claimId: Id<"clm">;
  readonly order: string;
  readonly state: ClaimState;
  /** The last day on which a fault of it counts. */
  readonly until: string | undefined;
  readonly remedy: ClaimRemedy;
  readonly answer: string;
  readonly reduced: { readonly amount: bigint; readonly currency: string } | undefined;
  readonly goods: readonly string[];
  /** Until when somebody else can be asked to look at what was declined. */
  readonly appealBy: Date | undefined;
}

const values = z.object({ claimId: ClaimId });
const sample: Told = {
  ...{ claimId: newId<"clm">(), order: "1042", state: "accepted", until: "2028-03-04", remedy: "repair" },
  ...{ reduced: undefined, goods: ["Trail lamp"], appealBy: undefined },
  answer: "The switch is known to fail; we repair it free of charge.",
};
const waiting: Told = { ...sample, state: "reported", answer: "" };

async function readTold(tx: DatabaseTx, claimId: Id<"clm">): Promise<Told | null> {
  const { db } = tx;
  const row = await db
    .selectFrom("claims as c")
    .innerJoin("orders as o", "o.id", "c.order_id")
    .select([
      "o.key as order",
      "c.state",
      "c.remedy",
      "c.answer",
      "c.amount",
      "c.currency",
      "c.guarantee_until",
      "c.decided_at",
    ])
    .where("c.id", "=", claimId)
    .executeTakeFirst();
  if (!row) return null;
  const lines = await db
    .selectFrom("claim_lines")
    .select(["title", "sku"])
    .where("claim_id", "=", claimId)
    .orderBy("place")
    .execute();
  const { order, state, remedy, answer, amount, currency, guarantee_until, decided_at } = row;
  return {
    ...{ claimId, order, state, remedy, answer: answer ?? "", until: guarantee_until ?? undefined },
    reduced: amount === null ? undefined : { amount, currency },
    goods: lines.map(({ title, sku }) => title ?? sku),
    appealBy: state === "declined" ? await readAppealBy(tx, "claim", claimId, decided_at ?? undefined) : undefined,
  };
}

/** Leads to the claim itself: how it is sent in, or how somebody else is asked, stands there. */
function button({ t }: Translator, order: string | undefined, { claimId }: Told): MailDocument["blocks"] {
  if (order === undefined) return [];
  return [{ kind: "button", text: t("claims.mail.to-claim"), href: `${order}/claims/${toWire("clm", claimId)}` }];
}

/** A fault was reported, and a person decides: that it came in, and until when the law stands by it. */
export const claimReceived = messageKind("claim.received", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  async read({ tx }, { claimId }) {
    const told = await readTold(tx, claimId);
    // Decided before this was sent: that is told instead.
    return told?.state === "reported" ? told : null;
  },
  document({ words, links }, told) {
    const subject = words.t("claims.mail.received.subject", { number: told.order });
    const { until } = told;
    return {
      subject,
      preheader: words.t("claims.mail.received.lead"),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "items", items: told.goods.map((text) => ({ text })) },
        { kind: "paragraph", text: words.t("claims.mail.received.lead") },
        ...(until === undefined
          ? []
          : [
              {
                kind: "small" as const,
                text: words.t("claims.mail.received.until", { day: words.date(until, "long") }),
              },
            ]),
        ...button(words, links.order, told),
      ],
    };
  },
  sample: waiting,
});

/** What a person decided about a fault, in that person's words. */
export const claimAnswered = messageKind("claim.answered", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  read: ({ tx }, { claimId }) => readTold(tx, claimId),
  document({ words, links }, told) {
    const { order, state, remedy, answer, reduced, goods, appealBy } = told;
    const subject = words.t("claims.mail.subject", { number: order });
    const outcome = words.t(`claims.mail.${state === "declined" ? "declined" : remedy}`);
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
        ...(appealBy === undefined
          ? []
          : [
              {
                kind: "paragraph" as const,
                text: words.t("claims.mail.appeal", { day: words.date(appealBy, "long") }),
              },
            ]),
        { kind: "small", text: words.t("claims.mail.law") },
        ...button(words, links.order, told),
      ],
    };
  },
  sample,
});
