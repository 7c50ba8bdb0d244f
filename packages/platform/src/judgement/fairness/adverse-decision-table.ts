import type { ColumnType } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    adverse_decisions: AdverseDecisionTable;
  }
}

/** What a person decides: whether goods come back that neither policy nor law takes, and whether the shop stands for a fault. */
export type KindByPerson = "return-plea" | "claim";

/** What kind of decision it was; the others the house makes by itself. */
export type AdverseKind = "return-terms" | "instant-refund" | KindByPerson;

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
  /** The account of the person who decided; null where the house did by itself. */
  decided_by: string | null;
  /** In that person's words. */
  because: string | null;
}
