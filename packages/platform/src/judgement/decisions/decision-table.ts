import type { Generated } from "kysely";
import type { Mode } from "./choose-action.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    decisions: DecisionTable;
  }
}

export interface DecisionTable {
  id: string;
  moment: string;
  subject_kind: string;
  subject: string;
  shopper_id: string;
  store_id: string | null;
  decided_at: Date;
  as_of: Date;
  valid_until: Date;
  retrospective: boolean;
  chosen: string;
  propensity: number;
  mode: Mode;
  horizon_days: number;
  currency: string;
  alternatives: unknown;
  reasons: unknown;
  features: unknown;
  assumptions: unknown;
  model_id: string | null;
  model_version: string;
  program: string | null;
  program_version: number | null;
  stakes: unknown;
  policy: string | null;
  budget_account: string | null;
  budget_price: number | null;
  base_log_odds: number | null;
  expected_cost: number;
  cost_at_once: number;
  ripe_at: Date;
  matured: boolean;
  /** Whether what was chosen gives something. */
  is_incentive: Generated<boolean>;
  superseded_at: Date | null;
}
