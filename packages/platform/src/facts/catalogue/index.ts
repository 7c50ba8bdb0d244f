export { knownMargin, type MarginSums } from "./known-margin.ts";
export { type MentionedVariant, nameVariants } from "./name-variants.ts";
export { readStock, type StockLevels, type StockRow, stockKnown, stockLevels } from "./stock.ts";

import "./catalogue-tables.ts";
