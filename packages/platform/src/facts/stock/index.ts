import "./stock-table.ts";

export { keepStoreStock } from "./store-stock.ts";
