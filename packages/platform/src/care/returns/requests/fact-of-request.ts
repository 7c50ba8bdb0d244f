import type { Id } from "../../../foundation/ids/index.ts";
import type { ReturnRequestTable } from "./return-request-tables.ts";

/** What every fact of a request names. */
export function factOf({ id, order_id, shopper_id }: Pick<ReturnRequestTable, "id" | "order_id" | "shopper_id">) {
  return { returnRequestId: id as Id<"rrq">, orderId: order_id as Id<"ord">, shopperId: shopper_id as Id<"shp"> };
}
