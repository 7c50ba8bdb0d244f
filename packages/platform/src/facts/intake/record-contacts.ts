import { type Contact, keepContacts } from "../shoppers/index.ts";
import type { Batch } from "./batch.ts";

/**
 * Keeps names and addresses. E-mail addresses are kept in lower case, so that a look-up need not guess how they were
 * typed; a contact that says nothing makes no row.
 * @returns the shoppers of whom something new is known now
 */
export function recordContacts(batch: Batch, contacts: readonly Contact[]): Promise<Set<string>> {
  const told = contacts.flatMap(({ shopperId, name, email, postCode }) =>
    (name ?? email ?? postCode) === undefined ? [] : [{ shopperId, name, email: email?.toLowerCase(), postCode }],
  );
  return keepContacts(batch.tx, told);
}
