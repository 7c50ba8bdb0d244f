export { paymentCaptured } from "./payment-facts.ts";

import "./payment-table.ts";
