declare module "../../foundation/database/tables.ts" {
  interface Tables {
    profiles: ProfileTable;
  }
}

export interface ProfileTable {
  shopper_id: string;
  state: unknown;
  through_at: Date;
  through_seq: bigint;
}
