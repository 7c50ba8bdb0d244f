import { sql } from "kysely";
import type { Batch } from "./batch.ts";

export interface Contact {
  readonly shopperId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly postCode?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * Writes names and addresses to the one table that holds them, where they are not known yet; never for a shopper who
 * was erased. E-mail addresses are kept in lower case, so that a look-up need not guess how it was typed.
 * @returns the shoppers of whom something new became known
 */
export async function recordContacts(batch: Batch, contacts: readonly Contact[]): Promise<Set<string>> {
  const merged = new Map<string, Contact>();
  for (const { shopperId, name, email, postCode, phone } of contacts) {
    if ((name ?? email ?? postCode ?? phone) === undefined) continue;
    const before = merged.get(shopperId);
    merged.set(shopperId, {
      shopperId,
      name: before?.name ?? name,
      email: before?.email ?? email?.toLowerCase(),
      postCode: before?.postCode ?? postCode,
      phone: before?.phone ?? phone,
    });
  }
  if (merged.size === 0) return new Set();
  // The share lock makes an erasure that runs at the same time come before or after, never in between.
  const { rows } = await sql<{ shopper_id: string }>`
    with living as (
      select s.id, r.name, r.email, r."postCode", r.phone
      from jsonb_to_recordset(${JSON.stringify([...merged.values()])}::jsonb) as r
        ("shopperId" uuid, name text, email text, "postCode" text, phone text)
      join shoppers s on s.id = r."shopperId"
      where s.erased_at is null order by s.id for share of s
    )
    insert into shopper_contacts as c (shopper_id, name, email, post_code, phone)
    select id, name, email, "postCode", phone from living
    on conflict (shopper_id) do update set name = coalesce(c.name, excluded.name),
      email = coalesce(c.email, excluded.email), post_code = coalesce(c.post_code, excluded.post_code),
      phone = coalesce(c.phone, excluded.phone)
    where (c.name is null and excluded.name is not null) or (c.email is null and excluded.email is not null)
      or (c.post_code is null and excluded.post_code is not null) or (c.phone is null and excluded.phone is not null)
    returning shopper_id`.execute(batch.tx.db);
  return new Set(rows.map((row) => row.shopper_id));
}
