import type { Generated } from "kysely";
import type { MessageChannel, MessagePurpose } from "../../facts/messages/index.ts";
import type { DroppedBecause, HeldBecause } from "./may-send.ts";
import type { MessageState } from "./message.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    messages: MessageTable;
    message_contents: MessageContentTable;
    suppressed_addresses: SuppressedAddressTable;
    message_settings: MessageSettingsTable;
  }
}

export interface MessageTable {
  id: string;
  shopper_id: string;
  order_id: string | null;
  kind: string;
  purpose: MessagePurpose;
  channel: MessageChannel;
  key: string;
  locale: string;
  values: unknown;
  state: MessageState;
  held_because: HeldBecause | null;
  dropped_because: DroppedBecause | null;
  queued_at: Date;
  due_at: Date;
  lease_until: Date | null;
  not_after: Date | null;
  attempts: Generated<number>;
  cleared_at: Date | null;
  sent_at: Date | null;
  provider: string | null;
  failure: string | null;
}

export interface MessageContentTable {
  message_id: string;
  shopper_id: string;
  address: string | null;
  subject: string | null;
  html: string | null;
  body: string;
  stored_at: Date;
}

export interface SuppressedAddressTable {
  address_hash: Buffer;
  because: "bounced" | "complained";
  at: Date;
  message_id: string | null;
}

export interface MessageSettingsTable {
  only_row: Generated<boolean>;
  document: unknown;
}
