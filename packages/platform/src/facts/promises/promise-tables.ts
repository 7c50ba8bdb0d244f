import type { Generated, JSONColumnType } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    promise_quotes: PromiseQuoteTable;
    promises: PromiseTable;
    promise_revisions: PromiseRevisionTable;
  }
}

interface PromiseQuoteTable {
  id: string;
  shown_at: Date;
  shopper_id: string | null;
  country: string;
  zone: string | null;
  choices: JSONColumnType<readonly unknown[]>;
  model_id: string | null;
  accepted: Generated<boolean>;
}

/** What was promised with one order. Dates are calendar days at the place of the retailer. */
interface PromiseTable {
  id: string;
  order_id: string | null;
  journey_id: string;
  shopper_id: string | null;
  lane: string;
  service: string | null;
  /** By a quote that was accepted, by the shop itself, by the engine since nobody said anything, or afterwards from a history. */
  basis: "quoted" | "shop" | "assumed" | "retrospective";
  made_at: Date;
  starts_on: string;
  first_earliest: string;
  first_latest: string;
  earliest: string;
  latest: string;
  slot_from: Date | null;
  slot_until: Date | null;
  q50: number | null;
  q90: number | null;
  confidence: number | null;
  shop_latest: string | null;
  price: bigint | null;
  chance_at_handover: number | null;
  status: Generated<"open" | "kept" | "missed" | "void">;
  settled_on: string | null;
  delivered_on: string | null;
  cause: "warehouse" | "transit" | "both" | null;
  revisions: Generated<number>;
  model_id: string | null;
}

interface PromiseRevisionTable {
  promise_id: string;
  number: number;
  at: Date;
  earliest: string;
  latest: string;
  chance_late: number;
  cause: string;
  told_at: Date | null;
}
