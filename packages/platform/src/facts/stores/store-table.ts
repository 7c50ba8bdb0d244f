declare module "../../foundation/database/tables.ts" {
  interface Tables {
    stores: StoreTable;
  }
}

export interface StoreTable {
  id: string;
  source: string;
  key: string;
  name: string;
  region: string | null;
  country: string | null;
  time_zone: string | null;
}
