declare module "../../foundation/database/tables.ts" {
  interface Tables {
    experiments: ExperimentTable;
  }
}

export interface ExperimentTable {
  program: string;
  features: unknown;
  horizon_days: number;
  source: string;
  digest: string;
  rows: number;
  imported_at: Date;
}
