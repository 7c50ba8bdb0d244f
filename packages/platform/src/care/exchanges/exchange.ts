import { process } from "../../foundation/process/index.ts";

/**
 * What becomes of an exchange. What was chosen is kept from the first on; it is confirmed once nothing has to be paid for it any more, sent when the
 * policy would have paid money back, or at once against a deposit, and completed when nothing of it is under way any more.
 */
export const exchangeProcess = process("exchange", {
  reserved: { ask: "awaiting-payment", confirm: "confirmed", cancel: "cancelled", expire: "expired" },
  "awaiting-payment": { confirm: "confirmed", cancel: "cancelled", expire: "expired" },
  confirmed: { ship: "shipped", cancel: "cancelled", expire: "expired" },
  shipped: { complete: "completed" },
  completed: {},
  cancelled: {},
  expired: {},
});
export type ExchangeState = Parameters<typeof exchangeProcess.next>[0];
