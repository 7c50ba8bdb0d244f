import { isLocale, type Locale } from "@aftercare/messages";
import { sql } from "kysely";
import type { MessageChannel } from "../../facts/messages/index.ts";
import { familyOf } from "../../facts/persons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Who a message is for, as far as sending needs to know it. */
export interface Recipient {
  /** The account first, then its guests. */
  readonly family: readonly string[];
  readonly erased: boolean;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly country: string | undefined;
  readonly timeZone: string | undefined;
  readonly locale: Locale;
}

interface Row {
  erased: boolean;
  email: string | null;
  phone: string | null;
  country: string | null;
  time_zone: string | null;
  language: string | null;
}

/** The person behind a shopper: what the shopper's own row does not say, the account says that they were merged into. */
export async function readRecipient(tx: DatabaseTx, shopperId: string): Promise<Recipient> {
  const { rows } = await sql<Row>`
    select s.erased_at is not null or person.erased_at is not null as erased,
      coalesce(own.email, c.email) as email, coalesce(own.phone, c.phone) as phone,
      coalesce(s.country, person.country) as country, coalesce(s.time_zone, person.time_zone) as time_zone,
      coalesce(s.language, person.language) as language
    from shoppers s join shoppers person on person.id = coalesce(s.merged_into, s.id)
      left join shopper_contacts own on own.shopper_id = s.id
      left join shopper_contacts c on c.shopper_id = person.id
    where s.id = ${shopperId}`.execute(tx.db);
  const row = rows[0];
  if (!row) throw new Error(`a message is for the shopper ${shopperId}, who was never recorded`);
  return {
    family: await familyOf(tx, shopperId),
    erased: row.erased,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    country: row.country ?? undefined,
    timeZone: row.time_zone ?? undefined,
    locale: isLocale(row.language) ? row.language : "en",
  };
}

/** Where a channel reaches somebody; an inbox needs no address. */
export function addressOf({ email, phone }: Recipient, channel: MessageChannel): string | undefined {
  switch (channel) {
    case "email":
      return email;
    case "sms":
      return phone;
    case "inbox":
      return undefined;
  }
}
