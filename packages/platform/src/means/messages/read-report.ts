import PostalMime, { type Attachment, type Email } from "postal-mime";

/** What a mail that reports about a mail says. */
export interface MailReport {
  readonly what: "bounced" | "complained" | "nothing";
  readonly permanent: boolean;
  /** The identifier in our own Message-ID, `msg_…`; undefined where the report names none of ours. */
  readonly messageId: string | undefined;
  readonly detail: string;
}

/**
 * Reads a delivery status notification (RFC 3464) or a complaint (an abuse report, RFC 5965). Undefined for a mail that is neither, such as an
 * answer that somebody typed. Which message it is about stands in the returned headers.
 */
export async function readReport(raw: string): Promise<MailReport | undefined> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: "utf8", forceRfc822Attachments: true });
  const status = partOf(mail, "message/delivery-status");
  const feedback = partOf(mail, "message/feedback-report");
  const messageId = ourIdIn(mail, raw);
  if (feedback !== undefined) {
    const kind = fieldIn(feedback, "feedback-type")?.toLowerCase();
    // "not-spam" takes a complaint back, which is no complaint.
    const complained = kind !== undefined && kind !== "not-spam";
    return { what: complained ? "complained" : "nothing", permanent: complained, messageId, detail: kind ?? "" };
  }
  if (status === undefined) return undefined;
  const code = fieldIn(status, "status") ?? "";
  const failed = fieldIn(status, "action")?.toLowerCase() === "failed";
  const detail = fieldIn(status, "diagnostic-code") ?? code;
  return { what: failed ? "bounced" : "nothing", permanent: failed && code.startsWith("5.1."), messageId, detail };
}

function partOf({ attachments }: Email, type: string): string | undefined {
  const part = attachments.find(({ mimeType }) => mimeType.toLowerCase() === type);
  return part && textOf(part);
}

function textOf({ content }: Attachment): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

/** A field of a part that is made of header fields, unfolded. Anybody can send such a mail: a pattern that also trims would try every blank of a long line. */
function fieldIn(part: string, name: string): string | undefined {
  const unfolded = part.replaceAll(/\r?\n[ \t]+/g, " ");
  return new RegExp(`^${name}:(.*)$`, "im").exec(unfolded)?.[1]?.trim();
}

const ourId = /^message-id:[ \t]*(?:\r?\n[ \t]+)?<(msg_[0-9a-z]{26})@/im;

/** The Message-ID in the returned message or its headers. Not anywhere in the text: a reader may quote what they like. */
function ourIdIn(mail: Email, raw: string): string | undefined {
  const returned = mail.attachments.filter(({ mimeType }) =>
    /^(message\/rfc822|text\/rfc822-headers)$/i.test(mimeType),
  );
  for (const part of returned) {
    const id = ourId.exec(textOf(part))?.[1];
    if (id !== undefined) return id;
  }
  return returned.length === 0 ? ourId.exec(raw)?.[1] : undefined;
}
