import type { JSONColumnType, Selectable } from "kysely";
import type { ClaimDoubt, ClaimRemedy, ClaimState } from "../../facts/claims/claim.schema.ts";
import type { ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    claims: ClaimTable;
    claim_lines: ClaimLine;
    claimed_units: { order_id: string; line: number; unit: number; claim_id: string };
  }
}

interface ClaimTable {
  id: string;
  number: string;
  order_id: string;
  shopper_id: string;
  currency: string;
  state: ClaimState;
  remedy: ClaimRemedy;
  method: ReturnMethod | null;
  reported_at: Date;
  reported_by: string;
  locale: string;
  doubts: JSONColumnType<readonly ClaimDoubt[]>;
  presumed: boolean;
  /** A day, "2028-09-10". */
  guarantee_until: string | null;
  source: string;
  decided_at: Date | null;
  decided_by: string | null;
  answer: string | null;
  return_request_id: string | null;
  amount: bigint | null;
  refund_id: string | null;
  ended_at: Date | null;
}
export type Claim = Selectable<ClaimTable>;

export interface ClaimLine {
  claim_id: string;
  place: number;
  order_line: number;
  sku: string;
  title: string | null;
  quantity: number;
  reason: string;
  said: string | null;
}
