import type { ColumnType, Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    return_policies: ReturnPolicyTable;
    return_policy_draft: ReturnPolicyDraftTable;
  }
}

interface ReturnPolicyTable {
  version: number;
  document: ColumnType<unknown, string, never>;
  published_at: Date;
  published_by: string;
  note: string;
}

interface ReturnPolicyDraftTable {
  only_row: Generated<boolean>;
  revision: number;
  document: ColumnType<unknown, string | null, string | null>;
  made_from: number;
  saved_at: Date;
  saved_by: string;
}
