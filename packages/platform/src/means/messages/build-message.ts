import { type Locale, translator } from "@aftercare/messages";
import type { MessagePurpose } from "../../facts/messages/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { MailDocument } from "./mail-document.ts";
import type { Links, Writing } from "./message-kind.ts";
import { type Frame, renderCard, renderHtml, renderText } from "./render/index.ts";
import { readSettings } from "./settings.ts";

/** A message in words of one language, ready for its channel. */
export interface BuiltMessage {
  readonly subject?: string;
  readonly html?: string;
  readonly text: string;
}

/** What every kind writes with: the reader's language, the retailer's days and name. */
export async function writingIn(tx: DatabaseTx, locale: Locale, links: Links): Promise<Writing> {
  const { timeZone, name } = await readRetailer(tx);
  const words = translator(locale).inTimeZone(timeZone);
  const { senderName } = await readSettings(tx);
  return { words, links, shop: senderName ?? name ?? words.t("mail.your-shop") };
}

/**
 * Mail is subject, HTML and plain text; in the inbox, which is a page of the shop's own, the text has no frame and names no way to end it; a text
 * message is one sentence.
 */
export async function buildMessage(
  document: MailDocument,
  { words, shop, links }: Writing,
  { channel, purpose }: { readonly channel: "email" | "sms" | "inbox"; readonly purpose: MessagePurpose },
): Promise<BuiltMessage> {
  if (channel === "sms") return { text: document.smsText ?? document.subject };
  const why = { text: words.t(`mail.why.${purpose}`, { shop }) };
  const end = { text: words.t("mail.unsubscribe"), href: links.unsubscribe };
  const frame: Frame = {
    ...{ locale: words.locale, shop },
    footer: links.unsubscribe === undefined || channel === "inbox" ? [why] : [why, end],
  };
  const text = channel === "inbox" ? renderCard(document) : renderText(document, frame);
  return { subject: document.subject, html: await renderHtml(document, frame), text };
}
