import type { ColumnType } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    adverse_decisions: AdverseDecisionTable;
  }
}

/** What kind of decision it was. */
export type AdverseKind = "return-terms" | "instant-refund";

/** Something that the shopper has or gets less of than is usual. Amounts are minor units. */
export interface LessThanUsual {
  readonly what: string;
  readonly usual: string | number | readonly string[];
  readonly granted: string | number | readonly string[];
}

/** Something about the shopper that had a part in it. */
export interface UsedData {
  readonly name: string;
  readonly value: string | number;
}

export interface AdverseDecisionTable {
  id: string;
  shopper_id: string;
  order_id: string | null;
  kind: AdverseKind;
  subject: string;
  currency: string;
  outcome: ColumnType<readonly LessThanUsual[], string, never>;
  reasons: string[];
  data: ColumnType<readonly UsedData[], string, never>;
  decided_at: Date;
  appeal_by: Date;
}
