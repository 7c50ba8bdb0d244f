import type { Generated } from "kysely";
import type { DestinationKind, Disposition, Grade, ItemState, OursBecause, Stray } from "./disposition.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    items: ItemTable;
    item_records: ItemRecordTable;
    destinations: DestinationTable;
    donation_offers: DonationOfferTable;
    disposition_settings: { only_row: Generated<boolean>; document: unknown; revision: number };
  }
}

export interface ItemTable {
  id: string;
  return_id: string | null;
  return_line: number | null;
  piece: number;
  shopper_id: string;
  order_id: string | null;
  order_line: number | null;
  source: string;
  sku: string;
  title: string | null;
  category: string | null;
  quantity: number;
  currency: string;
  paid: bigint;
  reason: string | null;
  country: string | null;
  store_id: string | null;
  received_at: Date;
  state: ItemState;
  grade: Grade | null;
  note: string | null;
  weight_grams: number | null;
  inspected_at: Date | null;
  inspected_by: string | null;
  recommended: string | null;
  disposition: Disposition | null;
  destination_id: string | null;
  to_store_id: string | null;
  ground: string | null;
  evidence: string | null;
  disposed_at: Date | null;
  disposed_by: string | null;
  receipt: string | null;
  handed_over_at: Date | null;
  stray: Stray | null;
  receipt_id: string | null;
  receipt_place: number | null;
  request_id: string | null;
  tracking_number: string | null;
  belongs_to: "shopper" | "house" | null;
  ours_because: OursBecause | null;
  asked_at: Date | null;
}

interface ItemRecordTable {
  id: Generated<bigint>;
  item_id: string;
  shopper_id: string;
  at: Date;
  by: string;
  what: string;
  details: unknown;
}

export interface DestinationTable {
  id: string;
  title: string;
  kind: DestinationKind;
  active: boolean;
  whereabouts: string | null;
  from_shoppers: boolean;
  comes: boolean;
  catchment: unknown;
  acceptance: unknown;
  fee: bigint;
  pays: number;
  revision: number;
}

interface DonationOfferTable {
  item_id: string;
  destination_id: string;
  offered_at: Date;
  answer: "accepted" | "refused" | null;
  answered_at: Date | null;
}
