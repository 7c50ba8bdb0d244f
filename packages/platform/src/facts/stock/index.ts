import "./stock-table.ts";

export { collectingStores, type StoreShelf } from "./store-shelves.ts";
export { keepStoreStock } from "./store-stock.ts";
