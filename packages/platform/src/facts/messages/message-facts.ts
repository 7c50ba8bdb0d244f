import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { ShopperId } from "../identifiers/index.ts";
import { MessageChannel, MessagePurpose, PermissionOrigin } from "./message-words.schema.ts";

export const permissionChanged = fact("message.permission-changed", {
  summary: "A shopper allowed or refused messages of one purpose over one channel.",
  data: z.object({
    shopperId: ShopperId,
    channel: MessageChannel,
    purpose: MessagePurpose,
    said: z.enum(["allowed", "refused"]),
    origin: PermissionOrigin,
  }),
});
