import type { JSONColumnType } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    promise_models: PromiseModelTable;
    promise_learning_days: PromiseLearningDayTable;
  }
}

interface PromiseModelTable {
  id: string;
  made_at: Date;
  as_of: string;
  kind: string;
  calibrator: string;
  card: JSONColumnType<Readonly<Record<string, unknown>>>;
  lanes: JSONColumnType<readonly unknown[]>;
  tables: Buffer;
}

interface PromiseLearningDayTable {
  day: string;
  started_at: Date;
  finished_at: Date | null;
}
