import { z } from "zod";
import type { ContentMoment } from "../../facts/content/index.ts";
import { ContentId, OrderId } from "../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type MailDocument, type MessageKind, messageKind } from "../../means/messages/index.ts";
import { readGoods } from "./read-goods.ts";
import { type ContentItem, textFor } from "./read-items.ts";
import { stillToSay } from "./still-to-say.ts";

type MailBlock = MailDocument["blocks"][number];
type MailItem = Extract<MailBlock, { kind: "items" }>["items"][number];

/**
 * A message that helps and cannot sell: it has no place for an offer's code, for an amount, or for a button that leads elsewhere. That is why
 * it passes no selling gate.
 */
interface ContentDocument extends MailDocument {
  readonly blocks: readonly (
    | Extract<MailBlock, { kind: "heading" | "paragraph" | "small" }>
    | { readonly kind: "items"; readonly items: readonly (MailItem & { readonly amount?: undefined })[] }
  )[];
}

const Values = z.object({ orderId: OrderId, contentIds: z.array(ContentId) });

interface Told {
  readonly items: readonly ContentItem[];
  readonly goods: readonly string[];
}

function contentKind(moment: ContentMoment): MessageKind<typeof Values> {
  return messageKind(`content.${moment}`, {
    purpose: "guide",
    channels: ["email"],
    usuallySent: true,
    values: Values,
    read: ({ tx }, { orderId, contentIds }) => readTold(tx, orderId, contentIds),
    document({ words, links, shop }, { items, goods }): ContentDocument {
      const subject = words.t(`content.mail.${moment}.subject`, { shop });
      const texts = items.map((item) => ({ item, ...textFor(item, words.locale) }));
      return {
        subject,
        preheader: texts.map(({ title }) => title).join(" · "),
        blocks: [
          { kind: "heading", text: subject },
          {
            kind: "paragraph",
            text: words.t(`content.mail.${moment}.lead`, { first: goods[0] ?? "", others: goods.length - 1 }),
          },
          {
            kind: "items",
            items: texts.map(({ item: { contentId, kind, provider }, title, summary }) => ({
              text: title,
              detail: [
                summary,
                ...(provider === undefined ? [] : [words.t(`content.elsewhere.${kind}`, { provider })]),
              ].join(" "),
              href: links.order === undefined ? undefined : `${links.order}/content/${ContentId.encode(contentId)}`,
            })),
          },
          { kind: "small", text: words.t("content.mail.help") },
        ],
      };
    },
    sample: sample(moment),
  });
}

async function readTold(tx: DatabaseTx, orderId: string, contentIds: readonly string[]): Promise<Told | null> {
  const order = await readGoods(tx, orderId);
  const said = order === undefined ? [] : await stillToSay(tx, order, contentIds);
  if (order === undefined || said.length === 0) return null;
  const lines = new Set(said.flatMap((one) => one.lines));
  return {
    items: said.map(({ item }) => item),
    goods: [...new Set(order.lines.filter(({ line }) => lines.has(line)).map(({ title }) => title))],
  };
}

function sample(moment: ContentMoment): Told {
  const item = (key: string, texts: ContentItem["texts"], provider?: string): ContentItem => ({
    ...{ contentId: "0190b2c6-7f4e-7c3a-9d5e-1a2b3c4d5e6f" as ContentItem["contentId"], key },
    ...{ kind: provider === undefined ? "guide" : "video", moment, language: "en", texts, targets: [] },
    ...{ url: undefined, provider, retiredAt: undefined, updatedAt: new Date("2026-03-01T10:00:00Z") },
  });
  return {
    goods: ["Skua 2 Tent"],
    items: [
      item("pitch", {
        en: { title: "Pitch it before you travel", summary: "Twenty minutes in the garden, and you know every pole." },
        de: { title: "Einmal aufbauen vor der Reise", summary: "Zwanzig Minuten im Garten, und jede Stange sitzt." },
        nl: { title: "Zet hem een keer op voor je gaat", summary: "Twintig minuten in de tuin en je kent elke stok." },
        zh: { title: "出发前先搭一次", summary: "在院子里花二十分钟，就认识每一根支杆。" },
      }),
      item(
        "film",
        {
          en: { title: "The whole thing in four minutes", summary: "From the bag to the last peg." },
          de: { title: "Alles in vier Minuten", summary: "Vom Packsack bis zum letzten Hering." },
          nl: { title: "Alles in vier minuten", summary: "Van de zak tot de laatste haring." },
          zh: { title: "四分钟看完全过程", summary: "从收纳袋到最后一根地钉。" },
        },
        "YouTube",
      ),
    ],
  };
}

export const contentKinds = {
  "before-arrival": contentKind("before-arrival"),
  "on-arrival": contentKind("on-arrival"),
  "week-later": contentKind("week-later"),
} as const satisfies Record<ContentMoment, MessageKind>;
