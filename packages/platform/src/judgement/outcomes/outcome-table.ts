declare module "../../foundation/database/tables.ts" {
  interface Tables {
    outcomes: OutcomeTable;
  }
}

export interface OutcomeTable {
  decision_id: string;
  shopper_id: string;
  matured_at: Date;
  visits: number;
  first_purchase_at: Date | null;
  revenue: number;
  margin: number;
  same_visit_revenue: number;
  revenue_before: number;
  margin_before: number;
}
