import type { Operation } from "../../foundation/operations/index.ts";
import {
  getSendingOperation,
  listEventTypesOperation,
  replaySendingOperation,
  searchSendingsOperation,
} from "./sending-operations.ts";
import {
  changeSubscriptionOperation,
  createSubscriptionOperation,
  disableSubscriptionOperation,
  listSubscriptionsOperation,
  rotateSubscriptionSecretOperation,
  testSubscriptionOperation,
} from "./subscription-operations.ts";

import "./subscription-tables.ts";

export { forgetSendings } from "./forget-sendings.ts";
export { queueEvents } from "./queue-events.ts";
export { sendEvents, type Telling } from "./send-events.ts";

export const subscriptionOperations: readonly Operation[] = [
  listSubscriptionsOperation,
  createSubscriptionOperation,
  changeSubscriptionOperation,
  rotateSubscriptionSecretOperation,
  disableSubscriptionOperation,
  testSubscriptionOperation,
  searchSendingsOperation,
  getSendingOperation,
  replaySendingOperation,
  listEventTypesOperation,
];
