export { orderLinesAdded, orderPlaced, type PlacedLine } from "./order-facts.ts";

import "./order-tables.ts";
