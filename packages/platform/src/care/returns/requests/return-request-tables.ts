import type { Generated } from "kysely";
import type {
  RefundTiming,
  Resolution,
  ReturnMethod,
  ReturnRequestState,
} from "../../../facts/return-requests/return-request.schema.ts";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    return_requests: ReturnRequestTable;
    return_request_lines: ReturnRequestLineTable;
    return_settlements: ReturnSettlementTable;
    return_strays: ReturnStrayTable;
  }
}

/** Days are "2026-03-02". */
export interface ReturnRequestTable {
  id: string;
  number: string;
  order_id: string;
  shopper_id: string;
  currency: string;
  state: ReturnRequestState;
  requested_at: Date;
  requested_by: string;
  locale: string;
  /** Where the goods are, ISO 3166-1. */
  country: string | null;
  method: ReturnMethod;
  resolution: Resolution;
  /** Its goods are replaced, as the guarantee has it: the shopper cannot choose money instead by themselves. */
  cure_only: boolean;
  timing: RefundTiming;
  policy_version: number;
  refund_by: string | null;
  plea: string | null;
  declined: string | null;
  expires_at: Date | null;
  closed_at: Date | null;
  /** Announced with the code of a gift: the shopper is whoever was given it. */
  gift_id: string | null;
}

export interface ReturnRequestLineTable {
  request_id: string;
  place: number;
  order_line: number;
  sku: string;
  title: string | null;
  quantity: number;
  reason: string;
  detail: string | null;
  logistics_fee: bigint;
  restocking_percent: number;
  bonus_percent: number;
  by_law: boolean;
  until: string | null;
  granted_by: unknown;
  received: Generated<number>;
  released: Generated<number>;
  /** Of the released: paid back before they came, and come another way. */
  elsewhere: Generated<number>;
  settled: Generated<number>;
}

interface ReturnSettlementTable {
  request_id: string;
  number: number;
  at: Date;
  refund_id: string | null;
  lines: unknown;
  shipping: bigint;
  logistics_fee: bigint;
  restocking_fee: bigint;
  breakage: bigint;
  bonus: bigint;
  amount: bigint;
  return_id: string | null;
}

interface ReturnStrayTable {
  return_id: string;
  place: number;
  request_id: string | null;
  sku: string;
  quantity: number;
  kind: "over" | "wrong" | "unknown";
}
