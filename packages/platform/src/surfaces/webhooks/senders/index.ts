import type { WebhookSender } from "../sender.ts";
import type { SenderName } from "../sender-name.schema.ts";
import { aftership } from "./aftership.ts";
import { easypost } from "./easypost.ts";
import { medusa } from "./medusa.ts";
import { shopify } from "./shopify.ts";
import { standard } from "./standard.ts";
import { stripe } from "./stripe.ts";

export const senders: Readonly<Record<SenderName, WebhookSender>> = {
  standard,
  aftership,
  easypost,
  shopify,
  medusa,
  stripe,
};

/** By a name that stood in a row, perhaps of another release. */
export function senderOf(name: string): WebhookSender | undefined {
  return Object.hasOwn(senders, name) ? senders[name as SenderName] : undefined;
}
