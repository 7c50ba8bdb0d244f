import type { JSONColumnType, Selectable } from "kysely";
import type { RequestKind } from "../../facts/delivery/remedy.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    remedy_requests: ShopRequestTable;
  }
}

/** What the shop is asked to do: for a delivery in trouble, or for an exchange. */
interface ShopRequestTable {
  id: string;
  incident_id: string | null;
  exchange_id: string | null;
  order_id: string;
  shopper_id: string;
  kind: RequestKind;
  lines: JSONColumnType<readonly RequestedLine[]>;
  parcel_id: string | null;
  state: "requested" | "acknowledged" | "done" | "refused";
  requested_at: Date;
  reported_at: Date | null;
  /** The sender's own name of the new parcel. */
  parcel_key: string | null;
  refunded: bigint | null;
  refused_because: string | null;
}

export interface RequestedLine {
  readonly line: number;
  readonly sku: string;
  readonly quantity: number;
}

export type ShopRequest = Selectable<ShopRequestTable>;
