import type { Generated, JSONColumnType } from "kysely";
import type { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import type { LabelSettings } from "./label-settings.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    return_labels: ReturnLabelTable;
    return_label_settings: ReturnLabelSettingsTable;
  }
}

export interface ReturnLabelTable {
  id: string;
  return_request_id: string;
  shopper_id: string;
  /** The first of the orders whose goods come back. */
  order_id: string;
  method: CarriedMethod;
  country: string | null;
  provider: string;
  carrier: string;
  service: string | null;
  boxless: boolean;
  tracking_number: string;
  parcel_id: string;
  state: "valid" | "cancelled";
  made_at: Date;
  valid_until: Date;
  cancelled_at: Date | null;
}

interface ReturnLabelSettingsTable {
  only_row: Generated<boolean>;
  document: JSONColumnType<LabelSettings>;
  saved_at: Date;
}
