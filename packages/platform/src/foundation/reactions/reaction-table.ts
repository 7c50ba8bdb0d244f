import type { Generated } from "kysely";

declare module "../database/tables.ts" {
  interface Tables {
    reactions: ReactionTable;
  }
}

export interface ReactionTable {
  id: Generated<bigint>;
  reaction: string;
  subject: string;
  event_seq: bigint;
  attempts: Generated<number>;
  due_at: Date;
  parked_at: Date | null;
  error: string | null;
}
