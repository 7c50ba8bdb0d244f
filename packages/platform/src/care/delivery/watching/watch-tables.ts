import type { Generated } from "kysely";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    delivery_watches: DeliveryWatchTable;
    promise_warnings: PromiseWarningTable;
    delivery_settings: DeliverySettingsTable;
  }
}

/** An order on its way. */
interface DeliveryWatchTable {
  order_id: string;
  shopper_id: string;
  assess_at: Date;
  assessed_at: Date | null;
  chance_late: number | null;
  chance_lost: number | null;
  earliest: string | null;
  latest: string | null;
  basis: "learned" | "stated" | null;
  calm_since: Date | null;
  /** The day of the hand-over that `odds` count from. */
  odds_from: string | null;
  /** Log-odds of arriving on each day since, told by all that is known of the order. */
  odds: number[] | null;
}

interface PromiseWarningTable {
  promise_id: string;
  tenth: number;
  at: Date;
}

interface DeliverySettingsTable {
  only_row: Generated<boolean>;
  document: unknown;
}
