import type { LedgerAccount, LedgerKind } from "./chart.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    ledger_entries: LedgerEntryTable;
    ledger_lines: LedgerLineTable;
  }
}

export interface LedgerEntryTable {
  id: string;
  kind: LedgerKind;
  reference: string;
  at: Date;
  recorded_at: Date;
  order_id: string | null;
  shopper_id: string;
  currency: string;
  actor: string;
}

export interface LedgerLineTable {
  entry_id: string;
  line: number;
  account: LedgerAccount;
  amount: bigint;
  shopper_id: string;
  order_id: string | null;
}
