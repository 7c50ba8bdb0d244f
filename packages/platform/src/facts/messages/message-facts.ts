import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MessageId, OrderId, ShopperId } from "../identifiers/index.ts";
import { MessageChannel, MessagePurpose, PermissionOrigin } from "./message-words.schema.ts";

/** The subject of each is the shopper. Never an address, never a word of the message. */
const message = {
  messageId: MessageId,
  shopperId: ShopperId,
  orderId: OrderId.optional(),
  kind: z.string(),
  purpose: MessagePurpose,
  channel: MessageChannel,
};

export const messageSent = fact("message.sent", {
  summary: "A message left for a shopper.",
  data: z.object(message),
});

export const messageDropped = fact("message.dropped", {
  summary: "A message was not sent, and will not be.",
  data: z.object({ ...message, because: z.string() }),
});

export const messageBounced = fact("message.bounced", {
  summary: "A message came back; where that is permanent, nothing more is sent to its address.",
  data: z.object({ ...message, permanent: z.boolean() }),
});

export const messageComplained = fact("message.complained", {
  summary: "A shopper called a message a nuisance.",
  data: z.object(message),
});

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
