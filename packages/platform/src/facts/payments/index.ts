export { paymentCaptured } from "./payment-facts.ts";
export { type OrderPayment, paymentsOfOrder } from "./payments-of-order.ts";

import "./payment-table.ts";
