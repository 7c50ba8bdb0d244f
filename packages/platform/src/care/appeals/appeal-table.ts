declare module "../../foundation/database/tables.ts" {
  interface Tables {
    appeals: AppealTable;
  }
}

export interface AppealTable {
  id: string;
  adverse_decision_id: string;
  shopper_id: string;
  order_id: string | null;
  said: string | null;
  locale: string;
  made_at: Date;
  made_by: string;
  answer_by: Date;
  state: "open" | "granted" | "kept";
  answer: string | null;
  decided_at: Date | null;
  decided_by: string | null;
  refund_id: string | null;
}
