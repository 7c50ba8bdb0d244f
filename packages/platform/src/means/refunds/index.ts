import type { Operation } from "../../foundation/operations/index.ts";
import { cancelRefundOperation } from "./cancel-refund.ts";
import { issueRefundOperation } from "./issue-refund.ts";
import { previewRefundOperation } from "./preview-refund.ts";
import { getRefundOperation, refundBalanceOperation, refundsOfOrderOperation } from "./read-refunds.ts";
import { reportLegOperation } from "./report-leg.ts";
import { retryRefundOperation } from "./retry-refund.ts";
import { searchRefundsOperation } from "./search-refunds.ts";

export { countOutAtTill, tillShareOf } from "./count-out.ts";
export { intendRefund, intendUpTo } from "./intend-refund.ts";
export { leaveExchange } from "./leave-exchange.ts";
export { accountOfPart, accountThatPays } from "./ledger-lines.ts";
export { localProvider } from "./local-provider.ts";
export { readOrderMoney } from "./order-money.ts";
export { recordOutsideRefund } from "./outside-refund.ts";
export { payAtCounter } from "./pay-at-counter.ts";
export type { Answer, ListedRefund, PaymentProvider } from "./payment-provider.ts";
export type { RefundTarget } from "./plan-legs.ts";
export { type ProviderNews, recordProviderNews } from "./record-provider-news.ts";
export { type DelayRefund, delayRefundAmounts, refundForDelay } from "./refund-for-delay.ts";
export { viewRefundsOfOrder } from "./refund-view.ts";
export { sendRefunds } from "./send-refunds.ts";
export { settleExchange } from "./settle-exchange.ts";
export { stripeAmount } from "./stripe-amount.ts";
export { stripeNewsOf } from "./stripe-news.ts";
export { stripeProvider } from "./stripe-provider.ts";
export { keyInMetadata } from "./stripe-refund.ts";
export { readRoomOfOrder, refundableParts, roomOfOrder, withinRoom } from "./within-room.ts";

import "./refund-tables.ts";

export const refundOperations: readonly Operation[] = [
  refundBalanceOperation,
  refundsOfOrderOperation,
  getRefundOperation,
  searchRefundsOperation,
  previewRefundOperation,
  issueRefundOperation,
  cancelRefundOperation,
  retryRefundOperation,
  reportLegOperation,
];
