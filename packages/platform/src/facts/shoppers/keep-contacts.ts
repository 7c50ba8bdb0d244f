import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** What a shop sent about how to name and reach a shopper; what it left out stays as it was. */
export interface Contact {
  readonly shopperId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly postCode?: string | undefined;
}

/**
 * The only way in for personal data. Shoppers who were erased are passed over: their shop may go on sending a name that
 * they asked us to forget. The rows are locked while it is written, so that an erasure at the same time comes either
 * before, and is seen, or after, and deletes it. The last contact of a shopper in one call wins.
 * @returns the shoppers of whom something new is known now
 */
export async function keepContacts(tx: DatabaseTx, contacts: readonly Contact[]): Promise<Set<string>> {
  const latest = new Map<string, Contact>();
  for (const contact of contacts)
    latest.set(contact.shopperId, { ...latest.get(contact.shopperId), ...present(contact) });
  if (latest.size === 0) return new Set();
  const { rows } = await sql<{ shopper_id: string }>`
    insert into shopper_contacts (shopper_id, name, email, post_code)
    select s.id, c.name, c.email, c."postCode"
    from jsonb_to_recordset(${JSON.stringify([...latest.values()])}::jsonb) as c
      ("shopperId" uuid, name text, email text, "postCode" text)
    join shoppers s on s.id = c."shopperId"
    where s.erased_at is null
    order by s.id
    for share of s
    on conflict (shopper_id) do update set
      name = coalesce(excluded.name, shopper_contacts.name),
      email = coalesce(excluded.email, shopper_contacts.email),
      post_code = coalesce(excluded.post_code, shopper_contacts.post_code)
    where (shopper_contacts.name, shopper_contacts.email, shopper_contacts.post_code) is distinct from (
      coalesce(excluded.name, shopper_contacts.name), coalesce(excluded.email, shopper_contacts.email),
      coalesce(excluded.post_code, shopper_contacts.post_code))
    returning shopper_id`.execute(tx.db);
  return new Set(rows.map((row) => row.shopper_id));
}

function present(contact: Contact): Contact {
  return Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined)) as unknown as Contact;
}
