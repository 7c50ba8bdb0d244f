import type { Generated, Selectable } from "kysely";
import type { RefundDestination, RefundReason } from "../../facts/refunds/refund-parts.schema.ts";
import type { LegState } from "./refund-leg.ts";
import type { LegProvider } from "./split-tenders.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    refund_ceilings: RefundCeilingTable;
    refunds: RefundTable;
    refund_legs: RefundLegTable;
    local_provider_refunds: LocalProviderRefundTable;
  }
}

export interface RefundCeilingTable {
  order_id: string;
  shopper_id: string;
  currency: string;
  paid: Generated<bigint>;
  elsewhere: Generated<bigint>;
  intended: Generated<bigint>;
}

export interface RefundTable {
  id: string;
  order_id: string;
  shopper_id: string;
  currency: string;
  amount: bigint;
  destination: RefundDestination;
  reason: RefundReason;
  /** In wire form. */
  parts: unknown;
  reference: string;
  intended_at: Date;
  intended_by: string;
  /** Whose credit or gift card it becomes, where that is not who bought the order. */
  holder_id: string | null;
  settled_at: Date | null;
  cancelled_at: Date | null;
}

export interface RefundLegTable {
  id: string;
  refund_id: string;
  order_id: string;
  shopper_id: string;
  payment_id: string | null;
  provider: LegProvider;
  amount: bigint;
  currency: string;
  state: LegState;
  attempts: Generated<number>;
  due_at: Date | null;
  lease_until: Date | null;
  submitted_at: Date | null;
  terminal_at: Date | null;
  provider_reference: string | null;
  failure: string | null;
}

export interface LocalProviderRefundTable {
  key: string;
  amount: bigint;
  currency: string;
  answered_at: Date;
}

export type Refund = Selectable<RefundTable>;
export type Leg = Selectable<RefundLegTable>;
