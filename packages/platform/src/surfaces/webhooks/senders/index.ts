import type { WebhookSender } from "../sender.ts";
import type { SenderName } from "../sender-names.ts";
import { standard } from "./standard.ts";

export const senders: Readonly<Record<SenderName, WebhookSender>> = { standard };

/** By a name that stood in a row, perhaps of another release. */
export function senderOf(name: string): WebhookSender | undefined {
  return Object.hasOwn(senders, name) ? senders[name as SenderName] : undefined;
}
