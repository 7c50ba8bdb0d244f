export { MovementTable } from "./movement-table.tsx";
export { OrderRefunds } from "./order-refunds.tsx";
export { StoreCredit } from "./store-credit.tsx";
