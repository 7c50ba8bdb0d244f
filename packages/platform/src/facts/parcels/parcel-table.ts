declare module "../../foundation/database/tables.ts" {
  interface Tables {
    parcels: ParcelTable;
  }
}

export interface ParcelTable {
  id: string;
  order_id: string;
  shopper_id: string;
  source: string;
  key: string;
  carrier: string | null;
  tracking_number: string | null;
  shipped_at: Date;
  delivered_at: Date | null;
}
