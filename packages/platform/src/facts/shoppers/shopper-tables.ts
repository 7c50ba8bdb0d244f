declare module "../../foundation/database/tables.ts" {
  interface Tables {
    shoppers: ShopperTable;
    shopper_contacts: ShopperContactTable;
  }
}

export interface ShopperTable {
  id: string;
  kind: "account" | "guest";
  source: string;
  key: string;
  country: string | null;
  language: string | null;
  registered_at: Date | null;
  merged_into: string | null;
  erased_at: Date | null;
  /** IANA name, where the shop knows it. */
  time_zone: string | null;
}

export interface ShopperContactTable {
  shopper_id: string;
  name: string | null;
  email: string | null;
  post_code: string | null;
  /** E.164. */
  phone: string | null;
}
