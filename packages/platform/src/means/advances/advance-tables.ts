import type { Generated, Selectable } from "kysely";
import type { advanceProcess } from "./advance.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    return_advances: ReturnAdvanceTable;
    return_advance_entries: ReturnAdvanceEntryTable;
  }
}

interface ReturnAdvanceTable {
  request_id: string;
  order_id: string;
  shopper_id: string;
  currency: string;
  state: (typeof advanceProcess.states)[number];
  opened_at: Date;
  outstanding: bigint;
  due_at: Date | null;
  ended_at: Date | null;
  ended_because: "came" | "paid" | "waived" | "called-off" | null;
  ended_by: string | null;
}

interface ReturnAdvanceEntryTable {
  event_id: string;
  request_id: string;
  line: number;
  settled: Generated<number>;
  received: Generated<number>;
  amount: Generated<bigint>;
}

export type Advance = Selectable<ReturnAdvanceTable>;
