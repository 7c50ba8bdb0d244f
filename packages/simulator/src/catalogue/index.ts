export type { Category, Trouble } from "./assortment.ts";
export { type Product, sampleCatalogue, variantOf } from "./catalogue.ts";
export { gtinCheckDigit } from "./gtin.ts";
