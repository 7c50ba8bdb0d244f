import type { Crosswalk } from "./meaning.ts";

/** Shopify's `FulfillmentEventStatus` as webhooks write it, in lower case; the last three are of its unstable version. */
export const shopifyStatuses: Crosswalk = {
  label_purchased: { status: "label_created" },
  label_printed: { status: "label_created" },
  confirmed: { status: "label_created" },
  carrier_picked_up: { status: "picked_up" },
  in_transit: { status: "in_transit" },
  delayed: { status: "delayed" },
  out_for_delivery: { status: "out_for_delivery" },
  attempted_delivery: { status: "attempt_failed" },
  ready_for_pickup: { status: "pickup_ready" },
  delivered: { status: "delivered" },
  picked_up: { status: "delivered", note: "by the shopper, at the counter" },
  failure: { status: "delayed", fault: "carrier", note: "it does not say why" },
  ready_for_recipient_pickup: { status: "pickup_ready" },
  buyer_action_required: { status: "buyer_action" },
  returning_to_sender: { status: "returning" },
};
