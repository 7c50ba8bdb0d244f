import type { MessageChannel, MessagePurpose, PermissionOrigin } from "./message-words.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    message_permissions: MessagePermissionTable;
  }
}

export interface MessagePermissionTable {
  shopper_id: string;
  channel: MessageChannel;
  purpose: MessagePurpose;
  granted: boolean;
  at: Date;
  origin: PermissionOrigin;
}
