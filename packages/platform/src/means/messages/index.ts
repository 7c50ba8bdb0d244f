import type { Operation } from "../../foundation/operations/index.ts";
import { getMessageOperation } from "./get-message.ts";
import { listKindsOperation } from "./list-kinds.ts";
import type { MessageKind } from "./message-kind.ts";
import { getPermissionsOperation, setPermissionOperation } from "./permission-operations.ts";
import { previewOperation } from "./preview-message.ts";
import { reportMessageOperation, takeReportOperation } from "./report-message.ts";
import { searchMessagesOperation } from "./search-messages.ts";
import { getSettingsOperation, saveSettingsOperation } from "./settings-operations.ts";
import { cancelMessageOperation, retryMessageOperation } from "./steer-message.ts";

export { forgetContents } from "./forget-contents.ts";
export { inboxOfOrder } from "./inbox.ts";
export type { MailDocument } from "./mail-document.ts";
export { type MessageKind, messageKind } from "./message-kind.ts";
export { outboxTransport } from "./outbox-transport.ts";
export type { PostOffice } from "./post-office.ts";
export { queueMessage } from "./queue-message.ts";
export { messageReactions } from "./reactions.ts";
export { sendMessages } from "./send-messages.ts";
export { readSettings as readMessageSettings } from "./settings.ts";
export { type SmtpSettings, smtpTransport } from "./smtp-transport.ts";
export type { MessageTransport } from "./transport.ts";
export { openUnsubscribing, type Unsubscribing, unsubscribe } from "./unsubscribe.ts";

import "./message-tables.ts";

/** Those that answer a message's HTML, for whoever shows it as a document of its own. */
export function mailOperations(kinds: readonly MessageKind[]) {
  return { getMessage: getMessageOperation as Operation, previewMessage: previewOperation(kinds) };
}

/** @param kinds which messages there are: known at the root of the house, above this floor */
export function messageOperations(kinds: readonly MessageKind[]): readonly Operation[] {
  return [
    searchMessagesOperation,
    getMessageOperation,
    retryMessageOperation,
    cancelMessageOperation,
    reportMessageOperation,
    takeReportOperation,
    listKindsOperation(kinds),
    previewOperation(kinds),
    getSettingsOperation,
    saveSettingsOperation(kinds),
    getPermissionsOperation,
    setPermissionOperation,
  ];
}
