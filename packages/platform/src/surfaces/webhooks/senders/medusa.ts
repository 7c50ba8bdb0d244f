import type { WebhookSender } from "../sender.ts";
import { readMedusaOrder } from "./medusa-order.ts";
import { standard } from "./standard.ts";

/**
 * Medusa 2 sends no webhooks itself: a subscriber in the shop posts the order as it stands at each of its events, signed as Standard Webhooks 1.0.0.
 * The body is `{type, timestamp, data}` with Medusa's name of the event and the order with what belongs to it.
 */
export const medusa: WebhookSender = {
  ...standard,
  read: ({ data }, context) => readMedusaOrder(data, context),
};
