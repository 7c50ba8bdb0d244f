import type { Operation } from "../../foundation/operations/index.ts";
import { getDeliveryOperation, replayDeliveryOperation, searchDeliveriesOperation } from "./delivery-operations.ts";
import {
  createEndpointOperation,
  disableEndpointOperation,
  listEndpointsOperation,
  rotateSecretOperation,
} from "./endpoint-operations.ts";

export { forgetBodiesWhenErased } from "./forget-bodies.ts";
export { readDeliveries } from "./read-deliveries.ts";
export { takeWebhooks } from "./take-webhook.ts";

export const webhookOperations: readonly Operation[] = [
  listEndpointsOperation,
  createEndpointOperation,
  rotateSecretOperation,
  disableEndpointOperation,
  searchDeliveriesOperation,
  getDeliveryOperation,
  replayDeliveryOperation,
];
export { aftership } from "./senders/aftership.ts";
export { easypost } from "./senders/easypost.ts";
