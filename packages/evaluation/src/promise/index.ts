export type { NamedRoles } from "./order-roles.ts";
export { type Orders, readOrders } from "./orders.ts";
