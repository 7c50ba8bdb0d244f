export { requestProcess } from "./request.ts";
export type { RequestedLine, ShopRequest } from "./request-tables.ts";
export { writeRequest } from "./write-request.ts";
