import type { Generated } from "kysely";

declare module "../database/tables.ts" {
  interface Tables {
    events: EventTable;
  }
}

export interface EventTable {
  seq: Generated<bigint>;
  id: string;
  type: string;
  subject: string;
  at: Date;
  recorded_at: Date;
  actor: string;
  source: string | null;
  source_key: string | null;
  /** The fact's data in its wire form. */
  data: unknown;
}
