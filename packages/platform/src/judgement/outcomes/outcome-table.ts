declare module "../../foundation/database/tables.ts" {
  interface Tables {
    outcomes: OutcomeTable;
    offer_uses: OfferUseTable;
    remedy_costs: RemedyCostTable;
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
  same_visit_margin: number;
  revenue_before: number;
  margin_before: number;
  given: number | null;
  points: number | null;
}

export interface OfferUseTable {
  decision_id: string;
  shopper_id: string | null;
  /** The program that decided. */
  program: string | null;
  seq: bigint;
  redeemed_at: Date | null;
  order_id: string | null;
  purchase_source: string | null;
  purchase_number: string | null;
  given: bigint | null;
}

interface RemedyCostTable {
  decision_id: string;
  shopper_id: string;
  /** What was done of the decision; `none` as long as nothing was. */
  action: string;
  cost: bigint;
}
