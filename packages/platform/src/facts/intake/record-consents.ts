import { sql } from "kysely";
import type { Id } from "../../foundation/ids/index.ts";
import { type MessageChannel, permissionChanged } from "../messages/index.ts";
import type { Batch } from "./batch.ts";

interface Consenting {
  readonly shopperId: string;
  readonly marketing?: readonly MessageChannel[] | undefined;
}

/**
 * Writes down who has told the shop that they want offers. A shopper who has said anything here since, such as no by the link in a message, has
 * the last word: the shop's files repeat what was said once.
 * @returns the shoppers of whom something new became known
 */
export async function recordConsents(batch: Batch, given: readonly Consenting[]): Promise<Set<string>> {
  const consents = given.flatMap(({ shopperId, marketing = [] }) =>
    marketing.map((channel) => ({ shopperId, channel })),
  );
  if (consents.length === 0) return new Set();
  const { rows } = await sql<{ shopper_id: Id<"shp">; channel: MessageChannel }>`
    insert into message_permissions (shopper_id, channel, purpose, granted, at, origin)
    select distinct s.id, r.channel, 'marketing', true, ${batch.now}::timestamptz, 'shop'
    from jsonb_to_recordset(${JSON.stringify(consents)}::jsonb) as r ("shopperId" uuid, channel text)
      join shoppers s on s.id = r."shopperId"
    where s.erased_at is null
    order by s.id, r.channel on conflict do nothing returning shopper_id, channel`.execute(batch.tx.db);
  for (const { shopper_id: shopperId, channel } of rows) {
    const data = { shopperId, channel, purpose: "marketing", said: "allowed", origin: "shop" } as const;
    batch.note(permissionChanged({ subject: shopperId, at: batch.now, data }));
  }
  return new Set(rows.map((row) => row.shopper_id));
}
