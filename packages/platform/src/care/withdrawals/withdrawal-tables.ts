import type { Generated, Selectable } from "kysely";
import type { WithdrawalFlag } from "./withdrawal.contract.ts";
import type { WithdrawalState } from "./withdrawal.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    withdrawals: WithdrawalTable;
    withdrawal_chain: WithdrawalChainTable;
  }
}

/** A statement of withdrawal; days are "2026-03-02". */
export interface WithdrawalTable {
  id: string;
  number: string;
  stated_at: Date;
  shopper_id: string;
  order_id: string | null;
  name: string | null;
  email: string | null;
  contract: string;
  what: string | null;
  locale: string;
  flags: WithdrawalFlag[];
  last_day: string | null;
  send_back_by: string | null;
  refund_by: string | null;
  state: WithdrawalState;
  note: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  /** By which its goods come back. */
  return_request_id: Generated<string | null>;
  place: bigint;
  person_hash: Buffer;
  salt: Buffer | null;
  seal: Buffer;
}

export type Withdrawal = Selectable<WithdrawalTable>;

interface WithdrawalChainTable {
  only_row: Generated<boolean>;
  place: bigint;
  seal: Buffer;
}
