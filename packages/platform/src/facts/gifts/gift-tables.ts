import type { Selectable } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    gifts: GiftTable;
    gift_lines: GiftLineTable;
  }
}

interface GiftTable {
  id: string;
  code_hash: Buffer;
  last_four: string;
  order_id: string;
  shopper_id: string;
  made_at: Date;
  made_by: string;
  bearer_id: string | null;
}

interface GiftLineTable {
  order_id: string;
  line: number;
  gift_id: string;
}

export type Gift = Selectable<GiftTable>;
