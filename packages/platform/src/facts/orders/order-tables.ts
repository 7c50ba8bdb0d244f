import type { Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    orders: OrderTable;
    order_lines: OrderLineTable;
    order_promotions: OrderPromotionTable;
    order_references: OrderReferenceTable;
    order_line_references: OrderLineReferenceTable;
  }
}

export interface OrderTable {
  id: string;
  shopper_id: string;
  source: string;
  key: string;
  placed_at: Date;
  channel: string;
  store_id: string | null;
  currency: string;
  shipping: bigint;
  /** What standard postage would have cost; null where the shop did not say. */
  standard_shipping: Generated<bigint | null>;
  total: bigint;
}

export interface OrderLineTable {
  order_id: string;
  line: number;
  shopper_id: string;
  placed_at: Date;
  source: string;
  sku: string;
  title: string | null;
  category: string | null;
  quantity: number;
  listed: bigint;
  discount: bigint;
  tax: bigint;
  paid: bigint;
  returned_quantity: Generated<number>;
  /** Announced as coming back, and not come yet. */
  requested_quantity: Generated<number>;
  cancelled_quantity: Generated<number>;
}

export interface OrderPromotionTable {
  order_id: string;
  place: number;
  key: string;
  title: string | null;
  /** In wire form, as is `lines`. */
  needs: unknown;
  lines: unknown;
}

export interface OrderReferenceTable {
  source: string;
  reference: string;
  order_id: string;
}

export interface OrderLineReferenceTable {
  order_id: string;
  reference: string;
  line: number;
}
