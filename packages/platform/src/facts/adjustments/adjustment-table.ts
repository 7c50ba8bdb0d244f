declare module "../../foundation/database/tables.ts" {
  interface Tables {
    adjustments: AdjustmentTable;
  }
}

export interface AdjustmentTable {
  id: string;
  shopper_id: string | null;
  source: string;
  key: string;
  at: Date;
  kind: string;
  code: string;
  description: string | null;
  document: string | null;
  quantity: number;
  amount: bigint;
  currency: string;
}
