import type { Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    store_credit_entries: StoreCreditEntryTable;
    store_credit_accounts: StoreCreditAccountTable;
  }
}

export type CreditKind = "grant" | "spend" | "restore" | "move-in" | "move-out";

export interface StoreCreditEntryTable {
  shopper_id: string;
  currency: string;
  number: number;
  id: string;
  kind: CreditKind;
  amount: bigint;
  balance: bigint;
  previous: number | null;
  previous_balance: bigint | null;
  reference: string;
  at: Date;
  order_id: string | null;
  store_id: string | null;
  refund_leg_id: string | null;
  decision_id: string | null;
  actor: string;
}

export interface StoreCreditAccountTable {
  shopper_id: string;
  currency: string;
  last_entry: number | null;
  balance: Generated<bigint>;
}
