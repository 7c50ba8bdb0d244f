import type { Translator } from "@aftercare/messages";
import { z } from "zod";
import { IncidentId } from "../../../facts/identifiers/index.ts";
import { dayText } from "../../../foundation/calendar/index.ts";
import { type MailDocument, messageKind } from "../../../means/messages/index.ts";
import { optionWords } from "./option-words.ts";
import { type RemedyNews, readNews } from "./remedy-news.ts";

type Writing = Parameters<Parameters<typeof messageKind>[1]["document"]>[0];
type Block = MailDocument["blocks"][number];

/** Told once for an incident, and read when it leaves: what is chosen or over by then is not told any more. */
const shared = {
  purpose: "service",
  channels: ["email", "inbox", "sms"],
  usuallySent: true,
  values: z.object({ incidentId: IncidentId }),
} as const;

const sample: RemedyNews = {
  ...{ number: "1042", kind: "late", isLate: false, currency: "EUR" },
  because: [{ key: "delivery.because.weather", values: {} }],
  ...{ promised: "2026-03-10", expected: "2026-03-14", answerBy: new Date("2026-03-09T17:00:00Z") },
  options: [
    ...(
      [
        { option: "credit-5", kind: "credit", terms: { kind: "credit", amount: 500 }, amount: 500n, cost: 0 },
        { option: "postage-back", kind: "shipping-refund", terms: { kind: "shipping-refund" }, amount: 490n, cost: 0 },
      ] as const
    ).map((option) => ({ ...option, byLaw: false, recommended: false })),
    { option: "wait", kind: "wait", byLaw: false, recommended: false, cost: 0 },
  ],
  withoutAnswer: {
    ...{ option: "credit-5", kind: "credit", terms: { kind: "credit", amount: 500 }, amount: 500n },
    ...{ byLaw: false, recommended: true, cost: 0 },
  },
  silence: undefined,
};

/** It will be late, or not come: what happened, the new day, and what the shopper can choose. */
export const deliveryDelay = messageKind("delivery.delay", {
  ...shared,
  read: ({ tx, clock }, { incidentId }) => readNews(tx, clock, incidentId),
  document(writing, news) {
    const { words } = writing;
    const { number } = news;
    const subject = words.t(`remedies.delay.subject.${headline(news)}`, { number });
    return documentOf(writing, news, {
      subject,
      lead: words.t("remedies.delay.lead", { shop: writing.shop }),
    });
  },
  sample,
});

/** The carrier needs something from the shopper. */
export const deliveryActionNeeded = messageKind("delivery.action-needed", {
  ...shared,
  read: ({ tx, clock }, { incidentId }) => readNews(tx, clock, incidentId),
  document(writing, news) {
    const { words } = writing;
    const subject = words.t("remedies.action.subject", { number: news.number });
    return documentOf(writing, news, { subject, lead: words.t(`remedies.action.lead.${need(news)}`) });
  },
  sample: { ...sample, kind: "held-for-pickup", because: [] },
});

/**
 * The notice that the law asks for before what was agreed is over (16 CFR 435.2): the new day, the right to cancel, a free way to answer,
 * and what no answer means.
 */
export const deliveryLegalNotice = messageKind("delivery.legal-notice", {
  ...shared,
  askedByLaw: true,
  read: ({ tx, clock }, { incidentId }) => readNews(tx, clock, incidentId, { isAskedByLaw: true }),
  document(writing, news) {
    const { words } = writing;
    const { number, silence } = news;
    const subject = words.t("remedies.legal.subject", { number });
    const on = silence && words.date(dayText(silence.on), "long");
    return documentOf(writing, news, {
      subject,
      lead: words.t("remedies.legal.lead", { shop: writing.shop }),
      notice: silence && words.t(`remedies.legal.silence.${silence.means}`, { day: on ?? "" }),
    });
  },
  sample: { ...sample, withoutAnswer: undefined, silence: { means: "consents", on: 20_526 } },
});

interface Saying {
  readonly subject: string;
  readonly lead: string;
  /** What the law says of no answer. */
  readonly notice?: string | undefined;
}

function documentOf(writing: Writing, news: RemedyNews, { subject, lead, notice }: Saying): MailDocument {
  const { words, links, shop } = writing;
  const days = dayLines(words, news);
  const choices = choiceBlocks(words, news);
  return {
    subject,
    preheader: days[0] ?? lead,
    blocks: [
      { kind: "heading", text: subject },
      { kind: "paragraph", text: lead },
      ...news.because.map(({ key, values }): Block => ({ kind: "paragraph", text: words.t(key, values) })),
      ...days.map((text): Block => ({ kind: "notice", text })),
      ...choices,
      ...(notice === undefined ? [] : [{ kind: "notice", text: notice } as const]),
      ...leadOn(writing, choices.length > 0),
    ],
    structured: structuredParcel(news, { shop, url: links.order }),
    smsText: [subject, days[0], links.order].filter((part) => part !== undefined).join(" "),
  };
}

function leadOn({ words, links }: Writing, hasChoices: boolean): Block[] {
  if (links.order === undefined) return [];
  return hasChoices
    ? [{ kind: "button", text: words.t("remedies.delay.to-choices"), href: `${links.order}#choices` }]
    : [{ kind: "button", text: words.t("remedies.done.to-order"), href: links.order }];
}

function dayLines(words: Translator, { promised, expected }: RemedyNews): string[] {
  const day = (text: string) => words.date(text, "full");
  return [
    ...(expected === undefined ? [] : [words.t("remedies.delay.expected", { day: day(expected) })]),
    ...(promised === undefined ? [] : [words.t("remedies.delay.promised", { day: day(promised) })]),
  ];
}

function choiceBlocks(words: Translator, { options, currency, withoutAnswer, answerBy }: RemedyNews): Block[] {
  const items = options.map((option) => {
    const { terms, amount } = option;
    const { name, text } = optionWords(words, option, currency);
    return {
      ...(terms ? { text } : { text: name, detail: text }),
      // Credit names its sum itself.
      ...(amount !== undefined && terms?.kind !== "credit" && { amount: words.money({ amount, currency }) }),
    };
  });
  // Waiting alone is no choice.
  if (items.length < 2) return [];
  const unasked = withoutAnswer && optionWords(words, withoutAnswer, currency).name;
  return [
    { kind: "heading", text: words.t("remedies.delay.choices") },
    { kind: "items", items },
    ...(unasked === undefined
      ? []
      : [
          {
            kind: "small" as const,
            text: words.t("remedies.delay.without", { at: words.dateTime(answerBy, "long"), remedy: unasked }),
          },
        ]),
  ];
}

function headline({ kind, isLate, promised }: RemedyNews): string {
  if (kind === "lost" || kind === "damaged" || kind === "returning") return kind;
  if (promised === undefined) return "trouble";
  return isLate ? "late" : "will-be-late";
}

function need({ kind }: RemedyNews): string {
  return kind === "held-for-pickup" || kind === "attempt-failed" ? kind : "wrong-address";
}

/** https://schema.org/ParcelDelivery, which mail programs show beside the subject. */
function structuredParcel(
  { number, expected }: RemedyNews,
  { shop, url }: { readonly shop: string; readonly url: string | undefined },
) {
  return {
    "@type": "ParcelDelivery",
    ...(expected !== undefined && { expectedArrivalUntil: expected }),
    partOfOrder: { "@type": "Order", orderNumber: number, merchant: { "@type": "Organization", name: shop } },
    ...(url !== undefined && { trackingUrl: url }),
  };
}
