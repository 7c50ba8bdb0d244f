import { createTransport } from "nodemailer";
import type { Delivery, MessageTransport } from "./transport.ts";

/** For each answer of the server. */
const answerMs = 10_000;
const usualPatienceMs = 30_000;

export interface SmtpSettings {
  /** `smtp://…` or `smtps://…`, with user and password where the server wants them. */
  readonly url: string;
  /** The address that everything is sent from. */
  readonly from: string;
  /** In all, for one message; thirty seconds unless told, well within the time for which it is claimed. */
  readonly patienceMs?: number;
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
}

/** Sends mail over SMTP (RFC 5321), over a few connections that stay open. */
export function smtpTransport({ url, from, dkim, patienceMs = usualPatienceMs }: SmtpSettings): MessageTransport {
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 3 },
    ...{ connectionTimeout: answerMs, greetingTimeout: answerMs, socketTimeout: answerMs },
    ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
    // What is sent is made here: nothing is ever fetched from a file or an address that a text names.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    name: "smtp",
    channel: "email",
    async send({ messageId, to, fromName, replyTo, subject, html, text, headers }) {
      const host = from.slice(from.lastIndexOf("@") + 1);
      try {
        await transport.sendMail({
          ...{ messageId: `<${messageId}@${host}>`, from: { name: fromName, address: from }, text, headers },
          to: { name: "", address: to },
          ...(replyTo !== undefined && { replyTo }),
          ...(subject !== undefined && { subject }),
          ...(html !== undefined && { html }),
          signal: AbortSignal.timeout(patienceMs),
        });
        return { outcome: "accepted" };
      } catch (error) {
        return deliveryOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * What a failed attempt means. Only a refusal of this recipient or this message is final (5xx to RCPT TO or to the data); a wrong password or
 * a sender that is not allowed is our own fault and hits every message alike, so that it must not cost anybody their address.
 */
function deliveryOf(error: unknown): Delivery {
  const { responseCode, command, response, message } = (error ?? {}) as Record<string, unknown>;
  const detail = String(response ?? message ?? error);
  const final = typeof responseCode === "number" && responseCode >= 500;
  if (!final || (command !== "RCPT TO" && command !== "DATA")) return { outcome: "later", detail };
  return { outcome: "refused", permanent: command === "RCPT TO" && !isPassing(detail), detail };
}

/** A full mailbox (5.2.x) or a policy (5.7.x) says nothing about the address: RFC 3463. */
function isPassing(response: string): boolean {
  const enhanced = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(response)?.[1];
  return enhanced !== undefined && enhanced !== "1" && enhanced !== "0";
}
