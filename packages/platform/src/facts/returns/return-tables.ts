import type { Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    returns: ReturnTable;
    return_lines: ReturnLineTable;
  }
}

export interface ReturnTable {
  id: string;
  shopper_id: string;
  source: string;
  key: string;
  returned_at: Date;
  channel: string;
  store_id: string | null;
  currency: string;
  amount: bigint;
  units: number;
  /** The request that it came back on. */
  request_id: Generated<string | null>;
  /** Its units were called off before they left: they undo their purchase, and are no return. */
  cancelled: Generated<boolean>;
}

export interface ReturnLineTable {
  return_id: string;
  line: number;
  shopper_id: string;
  sku: string;
  title: string | null;
  category: string | null;
  quantity: number;
  amount: bigint;
  reason: string | null;
  record_line: number;
  order_id: string | null;
  order_line: number | null;
}
