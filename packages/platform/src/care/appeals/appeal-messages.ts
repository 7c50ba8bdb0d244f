import { isLocale, type Translator } from "@aftercare/messages";
import { z } from "zod";
import { AppealId } from "../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { LessThanUsual } from "../../judgement/fairness/index.ts";
import { messageKind } from "../../means/messages/index.ts";
import { type Adverse, explain } from "./explain.ts";

interface Told {
  readonly number: string;
  readonly answerBy: Date;
  readonly state: "open" | "granted" | "kept";
  readonly answer: string;
  readonly given: { readonly amount: bigint; readonly currency: string } | undefined;
  readonly about: Adverse;
}

async function readTold({ db }: DatabaseTx, appealId: string): Promise<Told | null> {
  const row = await db
    .selectFrom("appeals as a")
    .innerJoin("adverse_decisions as d", "d.id", "a.adverse_decision_id")
    .leftJoin("orders as o", "o.id", "a.order_id")
    .leftJoin("refunds as r", "r.id", "a.refund_id")
    .select(["o.key as number", "a.answer_by", "a.state", "a.answer", "d.kind", "d.currency", "d.reasons"])
    .select(["d.outcome", "d.data", "d.decided_by", "d.because", "r.amount"])
    .where("a.id", "=", appealId)
    .executeTakeFirst();
  if (!row) return null;
  const { number, answer_by: answerBy, state, answer, currency, amount } = row;
  return {
    ...{ number: number ?? "", answerBy, state, answer: answer ?? "", about: row },
    given: amount === null ? undefined : { amount, currency },
  };
}

/** What a person looks at again, or has looked at, as the shopper was told. */
function aboutBlocks(words: Pick<Translator, "t" | "locale">, about: Told["about"]) {
  const { outcome } = explain(about, isLocale(words.locale) ? words.locale : "en");
  return outcome.length === 0 ? [] : [{ kind: "items" as const, items: outcome.map((text) => ({ text })) }];
}

const sample: Told = {
  ...{ number: "1042", answerBy: new Date("2026-03-09T09:00:00Z"), state: "granted", given: undefined },
  answer: "You are right: two of the parcels were our mistake. Sending this one back is free.",
  about: {
    ...{ kind: "return-terms", currency: "EUR", reasons: ["segment-frequent-returner"], data: [] },
    ...{ decided_by: null, because: null },
    outcome: [{ what: "logisticsFee", usual: 0, granted: 495 }] satisfies LessThanUsual[],
  },
};

/** That a person will look at it, and by when they answer. */
export const appealReceived = messageKind("appeal.received", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ appealId: AppealId }),
  read: ({ tx }, { appealId }) => readTold(tx, appealId),
  document({ words, links, shop }, { number, answerBy, about }) {
    const subject = words.t("appeals.mail.received.subject", { number });
    const day = words.date(answerBy, "long");
    return {
      subject,
      preheader: words.t("appeals.mail.received.preheader", { shop, day }),
      blocks: [
        { kind: "heading", text: subject },
        {
          kind: "paragraph",
          text: words.t("appeals.mail.received.lead", { day, isByPerson: String(about.decided_by !== null) }),
        },
        ...aboutBlocks(words, about),
        { kind: "small", text: words.t("appeals.law") },
        ...toOrder(links.order, words),
      ],
    };
  },
  sample,
});

/** What a person decided, in that person's words. */
export const appealAnswered = messageKind("appeal.answered", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ appealId: AppealId }),
  read: ({ tx }, { appealId }) => readTold(tx, appealId),
  document({ words, links }, { number, state, answer, given, about }) {
    const subject = words.t("appeals.mail.answered.subject", { number });
    const outcome = words.t(`appeals.mail.answered.${state === "granted" ? "granted" : "kept"}`);
    return {
      subject,
      preheader: outcome,
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: outcome },
        ...aboutBlocks(words, about),
        ...(answer === "" ? [] : [{ kind: "paragraph" as const, text: answer }]),
        ...(given === undefined
          ? []
          : [{ kind: "paragraph" as const, text: words.t("appeals.given", { amount: words.money(given) }) }]),
        { kind: "small", text: words.t("appeals.law") },
        ...toOrder(links.order, words),
      ],
    };
  },
  sample,
});

function toOrder(href: string | undefined, { t }: Pick<Translator, "t">) {
  return href === undefined ? [] : [{ kind: "button" as const, text: t("appeals.mail.to-order"), href }];
}
