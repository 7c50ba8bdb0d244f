import type { ColumnType, Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    journeys: JourneyTable;
  }
}

/** The way of one order to its shopper. Days are calendar days of the place that it starts from. */
interface JourneyTable {
  id: string;
  source: string;
  key: string;
  order_id: string | null;
  shopper_id: string | null;
  lane: string;
  service: string | null;
  carrier: string | null;
  origin: string | null;
  country: string | null;
  zone: string | null;
  started_at: Date;
  starts_on: string;
  planned_days: number | null;
  expected_handover_on: string | null;
  handed_over_on: string | null;
  handed_over_at: Date | null;
  delivered_on: string | null;
  delivered_at: Date | null;
  cancelled_on: string | null;
  /** By column of its file, in the order of the file; null where it is not known. */
  features: Generated<ColumnType<Readonly<Record<string, number | string | null>>, string, string>>;
  observed_until: string | null;
}
