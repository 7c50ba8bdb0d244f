import { z } from "zod";

/**
 * Why an exchange is over without goods having been sent: the shopper or the shop called it off, nobody paid in time, the goods that were to come
 * back did not, what they were paid with was given back already, or what was kept for it was kept no longer.
 */
export const ExchangeEnd = z.enum(["cancelled", "refused", "not-paid", "goods-missing", "value-gone", "stock-gone"]);
export type ExchangeEnd = z.output<typeof ExchangeEnd>;
