import { z } from "zod";
import { MessageId, OrderId, ShopperId } from "../../facts/identifiers/index.ts";
import { MessageChannel, MessagePurpose, PermissionOrigin } from "../../facts/messages/message-words.schema.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MessageSettings } from "./settings.schema.ts";

export const MessageView = z.object({
  messageId: MessageId,
  shopper: ShopperLabel.optional(),
  shopperId: ShopperId,
  orderId: OrderId.optional(),
  kind: z.string(),
  purpose: MessagePurpose,
  channel: MessageChannel,
  locale: z.string(),
  state: z.enum(["queued", "sending", "sent", "dropped", "cancelled", "failed", "bounced", "complained"]),
  /** Why it waits: something else than its turn. */
  heldBecause: z.enum(["quiet-hours", "frequency-cap", "selling-gate"]).optional(),
  droppedBecause: z
    .enum(["disabled", "erased", "no-address", "suppressed", "unsubscribed", "no-consent", "over"])
    .optional(),
  queuedAt: At,
  /** Of one that waits: when it is looked at again, in business time as all else here. */
  dueAt: At.optional(),
  sentAt: At.optional(),
  /** Which way it left; `outbox` is no way out: it stands here alone. */
  provider: z.string().optional(),
  attempts: z.int(),
  /** What the last server that refused it said. */
  failure: z.string().optional(),
});

/** One that was said to a shopper on the page of an order. */
export const InboxMessage = z.object({
  messageId: MessageId,
  kind: z.string(),
  at: At,
  /** That it is written in: the reader's own when it was, whatever they read in now. */
  locale: z.string(),
  subject: z.string(),
  /** Paragraphs parted by a blank line. */
  text: z.string(),
});

const oneMessage = z.strictObject({ messageId: MessageId });

export const searchMessages = contract("messages.search", {
  summary: "Messages to shoppers, latest first, by state, kind, channel, shopper and order.",
  http: "GET /v1/messages",
  input: z.strictObject({
    state: MessageView.shape.state.optional(),
    kind: z.string().max(80).optional(),
    channel: MessageChannel.optional(),
    shopperId: ShopperId.optional(),
    orderId: OrderId.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(MessageView),
    next: z.string().optional(),
    /** On the first page: how many there are in each state, of all that the other conditions fit. */
    counts: z.array(z.object({ state: MessageView.shape.state, count: z.int() })).optional(),
  }),
});

export const getMessage = contract("messages.get", {
  summary: "One message with what it said, as long as that is kept.",
  http: "GET /v1/messages/:messageId",
  input: oneMessage,
  output: MessageView.extend({
    /** Absent before it was made, 180 days after it was sent, and after erasure. */
    content: z
      .object({
        to: z.string().optional(),
        subject: z.string().optional(),
        text: z.string(),
        html: z.string().optional(),
      })
      .optional(),
  }),
});

export const retryMessage = contract("messages.retry", {
  summary: "Puts a message that failed into the queue again.",
  http: "POST /v1/messages/:messageId/retries",
  input: oneMessage,
  output: MessageView,
});

export const cancelMessage = contract("messages.cancel", {
  summary: "Takes a message that waits out of the queue for good.",
  http: "POST /v1/messages/:messageId/cancellation",
  input: oneMessage,
  output: MessageView,
});

export const listMessageKinds = contract("messages.list-kinds", {
  summary: "The kinds of messages there are, and whether they are sent.",
  http: "GET /v1/message-kinds",
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        ...{ kind: z.string(), purpose: MessagePurpose, channels: z.array(MessageChannel), enabled: z.boolean() },
        /** A law asks for it: it cannot be turned off. */
        askedByLaw: z.boolean(),
      }),
    ),
  }),
});

export const previewMessage = contract("messages.preview", {
  summary: "What a kind of message looks like in one language, about something made up; nothing is sent.",
  http: "GET /v1/message-kinds/:kind/preview",
  input: z.strictObject({ kind: z.string().max(80), locale: z.enum(["en", "de", "nl", "zh"]) }),
  output: z.object({ subject: z.string(), text: z.string(), html: z.string(), smsText: z.string().optional() }),
});

export const getMessageSettings = contract("messages.settings", {
  summary: "How the retailer writes to shoppers.",
  http: "GET /v1/message-settings",
  input: z.strictObject({}),
  output: MessageSettings,
});

export const saveMessageSettings = contract("messages.save-settings", {
  summary: "Changes how the retailer writes to shoppers; counts from the next message on, those that wait included.",
  http: "PUT /v1/message-settings",
  input: MessageSettings,
  output: MessageSettings,
});

const Permission = z.object({
  channel: MessageChannel,
  purpose: MessagePurpose,
  granted: z.boolean(),
  at: At,
  origin: PermissionOrigin,
});

export const getMessagePermissions = contract("messages.permissions", {
  summary: "What a shopper has said about being written to. What is not listed was never said.",
  http: "GET /v1/shoppers/:shopperId/message-permissions",
  input: z.strictObject({ shopperId: ShopperId }),
  output: z.object({ items: z.array(Permission) }),
});

export const setMessagePermission = contract("messages.set-permission", {
  summary: "Writes down that a shopper wants messages of one purpose over one channel, or wants none.",
  http: "PUT /v1/shoppers/:shopperId/message-permissions",
  input: z.strictObject({
    shopperId: ShopperId,
    channel: MessageChannel,
    /** A service message needs no permission, and none can be refused. */
    purpose: MessagePurpose.exclude(["service"]),
    granted: z.boolean(),
  }),
  output: z.object({ items: z.array(Permission) }),
});

export const reportMessage = contract("messages.report", {
  summary: "Tells that a message came back, or that its reader complained; for a provider's webhook.",
  http: "POST /v1/messages/:messageId/reports",
  input: z.discriminatedUnion("what", [
    z.strictObject({
      messageId: MessageId,
      what: z.literal("bounced"),
      permanent: z.boolean(),
      detail: z.string().max(500).optional(),
    }),
    z.strictObject({ messageId: MessageId, what: z.literal("complained") }),
  ]),
  output: MessageView,
});

export const takeMessageReport = contract("messages.take-report", {
  summary: "Takes a mail that says that a message came back (RFC 3464) or that its reader complained (RFC 5965).",
  http: "POST /v1/message-reports",
  input: z.strictObject({ raw: z.string().min(1).max(262_144) }),
  output: z.object({
    /** `nothing`: the mail is a report, but says that the message arrived or is only late. */
    what: z.enum(["bounced", "complained", "nothing"]),
    permanent: z.boolean().optional(),
    messageId: MessageId,
  }),
});
