export { forgetContents } from "./forget-contents.ts";
export type { MailDocument } from "./mail-document.ts";
export { type MessageKind, messageKind } from "./message-kind.ts";
export { outboxTransport } from "./outbox-transport.ts";
export type { PostOffice } from "./post-office.ts";
export { queueMessage } from "./queue-message.ts";
export { messageReactions } from "./reactions.ts";
export { sendMessages } from "./send-messages.ts";
export { type SmtpSettings, smtpTransport } from "./smtp-transport.ts";
export type { MessageTransport } from "./transport.ts";

import "./message-tables.ts";
