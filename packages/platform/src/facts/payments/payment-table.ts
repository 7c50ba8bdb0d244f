declare module "../../foundation/database/tables.ts" {
  interface Tables {
    payments: PaymentTable;
  }
}

export interface PaymentTable {
  id: string;
  order_id: string;
  shopper_id: string;
  source: string;
  key: string;
  paid_at: Date;
  method: string;
  amount: bigint;
  currency: string;
  /** The payment provider's own. */
  reference: string | null;
}
