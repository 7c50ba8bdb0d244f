export {
  type ClaimedDelivery,
  claimDeliveries,
  type ReadDelivery,
  settleDeliveries,
} from "./claim-deliveries.ts";
export type { DeliverySummary } from "./delivery.ts";
export { endpointBook, type OpenEndpoint } from "./endpoint-book.ts";
export { forgetAllBodies, forgetBodies } from "./forget-bodies.ts";
export { keepDeliveries } from "./keep-deliveries.ts";
export type { DeliveryState, WebhookEndpointTable } from "./webhook-tables.ts";
