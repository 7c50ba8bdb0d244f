import type { offerProcess } from "./offer.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    offers: OfferTable;
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
}
