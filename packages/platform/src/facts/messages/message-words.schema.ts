import { z } from "zod";

/** How a message reaches a person. `inbox` is the shop's own page about the order. */
export const MessageChannel = z.enum(["email", "sms", "inbox"]);
export type MessageChannel = z.output<typeof MessageChannel>;

/** Why it is sent: something happened to what was bought, something went wrong and is made good, or something is to be sold. */
export const MessagePurpose = z.enum(["service", "care", "guide", "marketing"]);
export type MessagePurpose = z.output<typeof MessagePurpose>;

/** Where a permission comes from: the link in a message, its reader's mail program, a complaint, a person at the desk, or the shop's own records. */
export const PermissionOrigin = z.enum(["unsubscribe-link", "one-click", "complaint", "desk", "shopper", "shop"]);
export type PermissionOrigin = z.output<typeof PermissionOrigin>;
