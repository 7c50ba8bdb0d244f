import type { ColumnType } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    return_policies: ReturnPolicyTable;
  }
}

interface ReturnPolicyTable {
  version: number;
  document: ColumnType<unknown, string, never>;
  published_at: Date;
  published_by: string;
}
