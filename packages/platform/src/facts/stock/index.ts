import "./stock-table.ts";

export { expireReservation, keepReserved, releaseReserved, takeReserved } from "./end-reservation.ts";
export { reserveStock } from "./reserve-stock.ts";
export { addToStock, takeFromStock } from "./restock.ts";
export { stockReleased } from "./stock-facts.ts";
export { collectingStores, type StoreShelf } from "./store-shelves.ts";
export { keepStoreStock } from "./store-stock.ts";
