import type { Generated } from "kysely";

declare module "../database/tables.ts" {
  interface Tables {
    timers: TimerTable;
  }
}

export interface TimerTable {
  key: string;
  timer: string;
  subject: string;
  data: unknown;
  due_at: Date;
  attempts: Generated<number>;
  parked_at: Date | null;
  error: string | null;
}
