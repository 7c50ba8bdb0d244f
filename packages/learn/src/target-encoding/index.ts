export { type AsOfOptions, type AsOfRates, asOfRates } from "./as-of-rates.ts";
