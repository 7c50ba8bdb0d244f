export { buyersOf } from "./buyers-of.ts";
export { findPurchases } from "./find-purchases.ts";
export { type FrozenLine, freezeLines, type SoldLine } from "./freeze-lines.ts";
export { getOrder, ownOrder } from "./get-order.ts";
export { lockLines } from "./lock-lines.ts";
export { lookUpOrderOperation } from "./look-up-order.ts";
export { orderCancelled, orderLinesAdded, orderPlaced, type PlacedLine } from "./order-facts.ts";
export type { OrderPromotion } from "./order-promotion.schema.ts";
export { keepPromotions, readPromotions } from "./order-promotions.ts";
export { readOrder } from "./read-order.ts";

import "./order-tables.ts";
