import type { Generated } from "kysely";
import type { EntryKind } from "./account.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    points_schemes: PointsSchemeTable;
    points_entries: PointsEntryTable;
    points_notes: PointsNoteTable;
    points_lots: PointsLotTable;
    points_accounts: PointsAccountTable;
    points_windows: PointsWindowTable;
  }
}

export interface PointsSchemeTable {
  version: number;
  /** In its wire form. */
  document: unknown;
  effective_at: Date;
  saved_at: Date;
  saved_by: string;
}

export interface PointsEntryTable {
  shopper_id: string;
  number: number;
  kind: EntryKind;
  points: bigint;
  balance: bigint;
  previous: number | null;
  previous_balance: bigint | null;
  reference: string;
  at: Date;
  recorded_at: Date;
  owed: bigint;
  of_entry: number | null;
  order_id: string | null;
  line: number | null;
  units: number | null;
  return_id: string | null;
  window_id: string | null;
  decision_id: string | null;
  offer_id: string | null;
  store_id: string | null;
  amount: bigint | null;
  currency: string | null;
  multiplier: number | null;
  scheme: number | null;
  reason: string | null;
  actor: string;
}

export interface PointsNoteTable {
  shopper_id: string;
  number: number;
  note: string;
}

export interface PointsLotTable {
  shopper_id: string;
  number: number;
  order_id: string | null;
  line: number | null;
  units: number;
  units_reversed: number;
  points: bigint;
  remaining: bigint;
  expired: bigint;
  available_at: Date;
  released: Generated<boolean>;
  expires_at: Date | null;
}

export interface PointsAccountTable {
  shopper_id: string;
  last_entry: number | null;
  balance: bigint;
  outstanding: bigint;
  owed: bigint;
  tier: string;
  tier_since: Date;
  tier_until: Date | null;
  closed_at: Date | null;
}

export interface PointsWindowTable {
  shopper_id: string;
  id: string;
  multiplier: number;
  from_at: Date;
  until_at: Date;
  decision_id: string | null;
  offer_id: string | null;
  reference: string;
  opened_at: Date;
  actor: string;
}
