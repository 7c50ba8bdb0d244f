import { isLocale, type Translator } from "@aftercare/messages";
import { z } from "zod";
import { AppealId } from "../../facts/identifiers/index.ts";
import type { ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
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
  /** The return that goes on with it. */
  readonly goesOn: GoesOn | undefined;
}

interface GoesOn {
  readonly returnRequestId: Id<"rrq">;
  readonly number: string;
  readonly method: ReturnMethod;
  /** Until when it is awaited; undefined where nothing has to be sent. */
  readonly sendBy: Date | undefined;
}

async function readTold({ db }: DatabaseTx, appealId: string): Promise<Told | null> {
  const row = await db
    .selectFrom("appeals as a")
    .innerJoin("adverse_decisions as d", "d.id", "a.adverse_decision_id")
    .leftJoin("orders as o", "o.id", "a.order_id")
    .leftJoin("return_requests as g", (join) => join.onRef("g.id", "=", "d.subject").on("g.gift_id", "is not", null))
    .leftJoin("refunds as r", "r.id", "a.refund_id")
    .select(["o.key as number", "a.answer_by", "a.state", "a.answer", "d.kind", "d.currency", "d.reasons"])
    .select(["d.outcome", "d.data", "d.decided_by", "d.because", "d.subject", "r.amount", "g.number as of_gift"])
    .where("a.id", "=", appealId)
    .executeTakeFirst();
  if (!row) return null;
  const { number, of_gift, answer_by: answerBy, state, answer, currency, amount } = row;
  return {
    // Whoever was given something does not learn the order's number: with it and an address they know the order could be looked up.
    ...{ number: of_gift ?? number ?? "", answerBy, state, answer: answer ?? "", about: row },
    given: amount === null ? undefined : { amount, currency },
    goesOn: state === "granted" && row.decided_by !== null ? await readGoesOn(db, row) : undefined,
  };
}

async function readGoesOn(
  db: DatabaseTx["db"],
  { kind, subject }: { readonly kind: string; readonly subject: string },
): Promise<GoesOn | undefined> {
  const claimed = db.selectFrom("claims").select("return_request_id").where("id", "=", subject);
  const row = await db
    .selectFrom("return_requests")
    .select(["id", "number", "method", "expires_at"])
    .where("id", "=", kind === "claim" ? claimed : subject)
    .executeTakeFirst();
  if (!row) return undefined;
  const { number, method, expires_at: sendBy } = row;
  return { returnRequestId: row.id as Id<"rrq">, number, method, sendBy: sendBy ?? undefined };
}

/** What the shopper does next. */
function nextStep({ t, date }: Pick<Translator, "t" | "date">, { number, method, sendBy }: GoesOn): string {
  if (sendBy === undefined) return t("appeals.mail.answered.goes-on-stays", { number });
  const day = date(sendBy, "long");
  return t(`appeals.mail.answered.${method === "store" ? "goes-on-store" : "goes-on"}`, { number, day });
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
  goesOn: undefined,
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
  document({ words, links }, { number, state, answer, given, about, goesOn }) {
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
        ...(goesOn === undefined ? [] : [{ kind: "paragraph" as const, text: nextStep(words, goesOn) }]),
        { kind: "small", text: words.t("appeals.law") },
        ...(goesOn === undefined ? toOrder(links.order, words) : toReturn(links.order, words, goesOn)),
      ],
    };
  },
  sample,
});

function toOrder(href: string | undefined, { t }: Pick<Translator, "t">) {
  return href === undefined ? [] : [{ kind: "button" as const, text: t("appeals.mail.to-order"), href }];
}

function toReturn(order: string | undefined, { t }: Pick<Translator, "t">, { returnRequestId }: GoesOn) {
  if (order === undefined) return [];
  const href = `${order}/returns/${toWire("rrq", returnRequestId)}`;
  return [{ kind: "button" as const, text: t("appeals.mail.to-return"), href }];
}
