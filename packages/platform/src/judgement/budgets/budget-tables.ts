import type { Generated } from "kysely";
import type { BudgetPeriod } from "./budget-period.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    budget_accounts: BudgetAccountTable;
    budget_shards: BudgetShardTable;
  }
}

export interface BudgetAccountTable {
  id: string;
  program: string;
  region: string | null;
  period: BudgetPeriod;
  starts_at: Date;
  ends_at: Date;
  version: number;
  amount: bigint;
  currency: string;
  start_price: number;
  usual_cost: number;
  usual_return: number;
  rhythm: readonly number[] | null;
}

export interface BudgetShardTable {
  account_id: string;
  shard: number;
  granted: bigint;
  spent: Generated<bigint>;
  tried: Generated<bigint>;
  offers: Generated<bigint>;
  gained: Generated<number>;
  priced: Generated<number>;
}
