import type { Generated, Selectable } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    gift_cards: GiftCardTable;
    gift_card_entries: GiftCardEntryTable;
  }
}

interface GiftCardTable {
  id: string;
  code_hash: Buffer;
  last_four: string;
  untold_code: string | null;
  told_at: Date | null;
  shopper_id: string;
  order_id: string | null;
  currency: string;
  because: "refund" | "desk" | "replacement";
  reference: string;
  replaces: string | null;
  issued_at: Date;
  voided_at: Date | null;
  last_entry: number | null;
  balance: Generated<bigint>;
}

interface GiftCardEntryTable {
  card_id: string;
  number: number;
  id: string;
  kind: "issue" | "redeem" | "refill" | "void";
  amount: bigint;
  balance: bigint;
  previous: number | null;
  previous_balance: bigint | null;
  reference: string;
  undoes: number | null;
  at: Date;
  order_id: string | null;
  store_id: string | null;
  refund_leg_id: string | null;
  actor: string;
}

export type GiftCard = Selectable<GiftCardTable>;
export type GiftCardEntry = Selectable<GiftCardEntryTable>;
