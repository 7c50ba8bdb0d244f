export {
  messageBounced,
  messageComplained,
  messageDropped,
  messageSent,
  permissionChanged,
} from "./message-facts.ts";
export type { MessageChannel, MessagePurpose, PermissionOrigin } from "./message-words.schema.ts";
export { changePermission, type Permission, readPermissions } from "./permissions.ts";

import "./message-tables.ts";
