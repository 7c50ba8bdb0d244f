import type { Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    retailer_settings: RetailerTable;
  }
}

export interface RetailerTable {
  only_row: Generated<boolean>;
  origin: Generated<RetailerOrigin>;
  name: string | null;
  currency: Generated<string>;
  /** `numeric`, so that a rate such as 0.4 stays exact. */
  assumed_margin_rate: Generated<string>;
  time_zone: Generated<string>;
  clock_offset_ms: Generated<bigint>;
  clock_anchor: Generated<Date>;
  clock_speed_before: Generated<number>;
  clock_speed: Generated<number>;
  clock_until: Generated<Date>;
}

/** Where the data came from: nothing yet, the sample retailer, or an imported file. */
export type RetailerOrigin = "empty" | "sample" | "import";
