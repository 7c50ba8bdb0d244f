export { type FrozenLine, freezeLines, type SoldLine } from "./freeze-lines.ts";
export { lookUpOrderOperation } from "./look-up-order.ts";
export { orderLinesAdded, orderPlaced, type PlacedLine } from "./order-facts.ts";

import "./order-tables.ts";
