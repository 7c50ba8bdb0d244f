import type { Generated } from "kysely";
import type { offerProcess } from "./offer.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    offers: OfferTable;
    offer_redemptions: OfferRedemptionTable;
  }
}

export interface OfferTable {
  id: string;
  shopper_id: string | null;
  decision_id: string | null;
  return_id: string | null;
  action: string;
  terms: unknown;
  currency: string | null;
  code: string;
  state: (typeof offerProcess.states)[number];
  issued_at: Date;
  expires_at: Date;
  redeemed_at: Date | null;
  redeemed_store_id: string | null;
  redeemed_order_id: string | null;
  program: string | null;
  combines_in: string | null;
  reinstate: Generated<boolean>;
  grace_days: Generated<number>;
  most_cost: bigint | null;
  usual_cost: bigint | null;
  given: bigint | null;
  purchase_source: string | null;
  purchase_number: string | null;
  reinstated_at: Date | null;
  reversed_at: Date | null;
}

export interface OfferRedemptionTable {
  id: string;
  source: string;
  number: string;
  /** What was asked, and what was answered: the wire form of both. */
  request: unknown;
  answer: unknown;
  redeemed_at: Date;
  cancelled_at: Date | null;
}
