import type { Translator } from "@aftercare/messages";
import { z } from "zod";
import { ReturnRequestId } from "../../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { type Id, newId, toWire } from "../../../foundation/ids/index.ts";
import { readAppealBy } from "../../../judgement/fairness/index.ts";
import { labelsOfRequests } from "../../../means/labels/index.ts";
import { type MailDocument, type MessageKind, messageKind } from "../../../means/messages/index.ts";
import { staysThere } from "./return-offer.ts";
import { type ReturnRequest, readLines } from "./store-request.ts";

/** What a shopper is told of a return that they announced. */
interface Told {
  readonly returnRequestId: Id<"rrq">;
  readonly number: string;
  readonly state: ReturnRequest["state"];
  readonly method: ReturnRequest["method"];
  readonly declined: string | undefined;
  /** Until when somebody else can be asked to look at what was declined. */
  readonly appealBy: Date | undefined;
  readonly expiresAt: Date | undefined;
  readonly label: { readonly carrier: string; readonly validUntil: Date } | undefined;
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
}

const values = z.object({ returnRequestId: ReturnRequestId });
const sample: Told = {
  returnRequestId: newId<"rrq">(),
  ...{ number: "RR-100042", state: "open", method: "drop-off", declined: undefined, appealBy: undefined },
  ...{ expiresAt: new Date("2026-03-30T09:00:00Z") },
  label: { carrier: "DHL", validUntil: new Date("2026-03-30T09:00:00Z") },
  lines: [{ title: "Linen shirt, blue, M", quantity: 1 }],
};

interface Links {
  readonly order?: string | undefined;
}

/** Leads to the return itself: whoever reads it in a parcel shop needs its code. */
function button({ t }: Translator, { order }: Links, { returnRequestId }: Told): MailDocument["blocks"] {
  if (order === undefined) return [];
  const href = `${order}/returns/${toWire("rrq", returnRequestId)}`;
  return [{ kind: "button", text: t("return-mail.to-order"), href }];
}

function items({ t }: Translator, { lines }: Told): MailDocument["blocks"][number] {
  const pieces = (count: number) => t("return-mail.opened.pieces", { count });
  return { kind: "items", items: lines.map(({ title, quantity }) => ({ text: title, detail: pieces(quantity) })) };
}

function appeal({ t, date }: Translator, { appealBy }: Told): MailDocument["blocks"] {
  if (appealBy === undefined) return [];
  return [{ kind: "paragraph", text: t("return-mail.declined.appeal", { day: date(appealBy, "long") }) }];
}

/** It is announced, or asked for: what goes back, and how. */
export const returnRequestTold = messageKind("return-request.opened", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  read: ({ tx }, { returnRequestId }) => readTold(tx, returnRequestId),
  document({ words, links, shop }, told) {
    const isAsked = told.state === "requested";
    const subject = words.t(isAsked ? "return-mail.opened.subject-asked" : "return-mail.opened.subject", {
      number: told.number,
    });
    return {
      subject,
      preheader: words.t(isAsked ? "return-mail.opened.preheader-asked" : "return-mail.opened.preheader", { shop }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t(isAsked ? "return-mail.opened.lead-asked" : "return-mail.opened.lead") },
        items(words, told),
        ...(isAsked ? [] : [{ kind: "paragraph" as const, text: nextStep(words, told) }]),
        ...button(words, links, told),
      ],
    };
  },
  sample,
});

/** A person has decided what neither policy nor law grants. */
export const returnRequestDecided = messageKind("return-request.decided", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  read: ({ tx }, { returnRequestId }) => readTold(tx, returnRequestId),
  document({ words, links, shop }, told) {
    const isDeclined = told.state === "declined";
    const text = (part: "subject" | "preheader" | "lead") =>
      words.t(`return-mail.${isDeclined ? "declined" : "approved"}.${part}`, { number: told.number, shop });
    return {
      subject: text("subject"),
      preheader: text("preheader"),
      blocks: [
        { kind: "heading", text: text("subject") },
        { kind: "paragraph", text: text("lead") },
        ...(isDeclined
          ? [
              { kind: "notice" as const, text: told.declined ?? "" },
              ...appeal(words, told),
              { kind: "small" as const, text: words.t("return-mail.declined.rights") },
            ]
          : [items(words, told), { kind: "paragraph" as const, text: nextStep(words, told) }]),
        ...button(words, links, told),
      ],
    };
  },
  sample: {
    ...{ ...sample, state: "declined", declined: "It was worn and washed." },
    appealBy: new Date("2026-03-16T09:00:00Z"),
  },
});

/** Nothing has come, and it soon lapses. */
export const returnRequestReminder = messageKind("return-request.reminder", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  async read({ tx }, { returnRequestId }) {
    const told = await readTold(tx, returnRequestId);
    // It came, or was called off, between the hour of the reminder and that of its sending.
    return told?.state === "open" && told.expiresAt !== undefined ? told : null;
  },
  document({ words, links }, told) {
    const day = told.expiresAt === undefined ? "" : words.date(told.expiresAt, "long");
    const subject = words.t("return-mail.reminder.subject", { number: told.number });
    return {
      subject,
      preheader: words.t("return-mail.reminder.preheader", { day }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("return-mail.reminder.lead", { day }) },
        items(words, told),
        ...button(words, links, told),
      ],
    };
  },
  sample,
});

export const returnRequestMessages: readonly MessageKind[] = [
  returnRequestTold,
  returnRequestDecided,
  returnRequestReminder,
];

function nextStep({ t, date }: Translator, { method, label, number }: Told): string {
  if (staysThere(method)) return t("return-mail.opened.stays");
  if (method === "store") return t("return-mail.opened.store");
  if (label === undefined) return t("return-mail.opened.send", { number });
  return t("return-mail.opened.carrier", { carrier: label.carrier, day: date(label.validUntil, "long") });
}

async function readTold(tx: DatabaseTx, returnRequestId: string): Promise<Told | null> {
  const row = await tx.db
    .selectFrom("return_requests")
    .selectAll()
    .where("id", "=", returnRequestId)
    .executeTakeFirst();
  if (!row) return null;
  const lines = await readLines(tx, [row.id]);
  // The page of a gift's return has no form for it: whoever was given it asks the desk.
  const isAsked = row.state === "declined" && row.gift_id === null;
  const appealBy = isAsked ? await readAppealBy(tx, "return-plea", row.id) : undefined;
  const label = (await labelsOfRequests(tx, [row.id])).find(({ state }) => state === "valid");
  return {
    ...{ returnRequestId: row.id as Id<"rrq">, number: row.number, state: row.state, method: row.method },
    ...{ declined: row.declined ?? undefined, expiresAt: row.expires_at ?? undefined },
    appealBy,
    label: label && { carrier: label.carrier, validUntil: label.valid_until },
    lines: lines.map(({ title, sku, quantity }) => ({ title: title ?? sku, quantity })),
  };
}
