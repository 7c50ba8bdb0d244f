declare module "../../foundation/database/tables.ts" {
  interface Tables {
    sample_life: SampleLifeTable;
    sample_plans: SamplePlanTable;
  }
}

export interface SampleLifeTable {
  only_row: boolean;
  /** A `LifeState` of the simulator. */
  state: unknown;
  heard_until: Date | null;
  felt_until: Date | null;
}

export interface SamplePlanTable {
  key: string;
  at: Date;
  /** A `Plan` of the simulator, with its key and instant. */
  plan: unknown;
}
