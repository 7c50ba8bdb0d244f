import type { ColumnType, Generated } from "kysely";
import type { ParcelFault, ParcelProblem, ParcelStatus, ScanStatus } from "./status.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    parcels: ParcelTable;
    parcel_names: ParcelNameTable;
    parcel_orders: ParcelOrderTable;
    parcel_lines: ParcelLineTable;
    parcel_claims: ParcelClaimTable;
    scans: ScanTable;
    scan_codes: ScanCodeTable;
  }
}

/** One parcel, whoever speaks of it. From `status` on everything follows from its scans. */
export interface ParcelTable {
  id: string;
  /** Of its first order; null as long as no order of it is known. */
  shopper_id: string | null;
  /** The one code of the carrier, and its name as it was sent. */
  carrier: string | null;
  carrier_text: string | null;
  /** Without blanks, in capitals. */
  tracking_number: string | null;
  /** Tells parcels apart that had one number one after the other. */
  cycle: Generated<number>;
  service: string | null;
  direction: Generated<"outbound" | "return">;
  forward_parcel_id: string | null;
  /** One for the parcels of one shipment. */
  shipment_key: string | null;
  origin_key: string | null;
  country: string | null;
  /** When the shop says that it left. */
  shipped_at: Date | null;
  status: Generated<ParcelStatus>;
  phase: Generated<number>;
  status_at: Date | null;
  picked_up_at: Date | null;
  delivered_at: Date | null;
  returned_at: Date | null;
  last_scan_at: Date | null;
  problem: ParcelProblem | null;
  fault: ParcelFault | null;
  attempts: Generated<number>;
  estimated_from: Date | null;
  estimated_until: Date | null;
  last_heard_at: Date | null;
}

interface ParcelNameTable {
  source: string;
  key: string;
  parcel_id: string;
}

interface ParcelOrderTable {
  parcel_id: string;
  order_id: string;
  shopper_id: string;
}

interface ParcelLineTable {
  parcel_id: string;
  order_id: string;
  line: number;
  quantity: number;
}

interface ParcelClaimTable {
  parcel_id: string;
  order_key: string;
  source: string | null;
  lines: ColumnType<readonly { sku: string; quantity: number }[] | null, string | null>;
  claimed_at: Date;
}

export interface ScanTable {
  id: string;
  parcel_id: string;
  key: string;
  source: string;
  code: string;
  status: ScanStatus | null;
  at: Date;
  heard_at: Date;
  fault: ParcelFault | null;
  text: string | null;
  place: string | null;
  country: string | null;
  estimated_from: Date | null;
  estimated_until: Date | null;
  retracts: string | null;
  ignored: string | null;
  open: Generated<boolean>;
}

interface ScanCodeTable {
  source: string;
  code: string;
  /** What a person said it stands for. */
  status: ScanStatus | null;
  fault: ParcelFault | null;
  by_parent: boolean;
  stands_for: ScanStatus | null;
  seen: bigint;
  first_seen_at: Date;
  last_seen_at: Date;
  example_parcel_id: string;
  mapped_by: string | null;
  mapped_at: Date | null;
}
