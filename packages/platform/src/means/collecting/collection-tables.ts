import type { Generated } from "kysely";
import type { CollectionKind } from "../../facts/collections/collection.schema.ts";
import type { CollectionState } from "./collection.ts";
import type { CollectorName } from "./collector.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    collections: Collection;
    collection_steps: CollectionStepTable;
  }
}

export interface Collection {
  id: string;
  purpose: string;
  kind: CollectionKind;
  shopper_id: string;
  order_id: string | null;
  amount: bigint;
  currency: string;
  state: CollectionState;
  opened_at: Date;
  until: Date;
  session: string | null;
  sessions: number;
  via: CollectorName | "till" | null;
  store_id: string | null;
  payment_reference: string | null;
  made_at: Date | null;
  lapses_at: Date | null;
  /** Of a deposit that is kept. */
  kept: bigint | null;
  /** On its way back to the shopper; all of it where that is not said. */
  going_back: bigint | null;
  /** How often some of it was given back. */
  returns: number;
  ended_at: Date | null;
}

export type Step = "look" | "end" | "release" | "capture" | "give-back";

interface CollectionStepTable {
  id: string;
  collection_id: string;
  step: Step;
  number: Generated<number>;
  state: "due" | "asking" | "done" | "unknown";
  due_at: Date;
  lease_until: Date | null;
  attempts: Generated<number>;
  failure: string | null;
}
