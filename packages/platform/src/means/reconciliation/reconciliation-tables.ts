import type { Generated, Selectable } from "kysely";
import type { Answer } from "../refunds/index.ts";
import type { DifferenceKind } from "./difference-kind.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    reconciliation_runs: ReconciliationRunTable;
    reconciliation_differences: DifferenceTable;
    provider_refunds: ProviderRefundTable;
    provider_listings: ProviderListingTable;
  }
}

export interface ReconciliationRunTable {
  id: string;
  /** "2026-03-02". */
  day: string | null;
  asked_by: string;
  asked_at: Date;
  state: "waiting" | "running" | "done" | "failed";
  attempts: Generated<number>;
  lease_until: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  took_ms: number | null;
  compared: unknown;
  unasked: unknown;
  open: number | null;
  found: number | null;
  gone: number | null;
  caught_up: number | null;
}

interface DifferenceTable {
  id: string;
  kind: DifferenceKind;
  subject: string;
  order_id: string | null;
  shopper_id: string | null;
  currency: string | null;
  ours: bigint;
  theirs: bigint;
  about: unknown;
  found_at: Date;
  seen_at: Date;
  run_id: string;
  explained_at: Date | null;
  explained_by: string | null;
  explanation: string | null;
  gone_at: Date | null;
}

interface ProviderRefundTable {
  provider: string;
  reference: string;
  key: string | null;
  payment_id: string | null;
  amount: bigint;
  currency: string;
  status: Answer["status"];
  made_at: Date;
  listed_at: Date;
}

interface ProviderListingTable {
  provider: string;
  complete_from: Date;
  complete_to: Date;
}

export type Difference = Selectable<DifferenceTable>;
