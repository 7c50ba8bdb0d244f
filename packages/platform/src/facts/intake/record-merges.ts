import { sql } from "kysely";
import type { IdOf, ShopperId } from "../identifiers/index.ts";
import { shopperMerged } from "../shoppers/index.ts";
import type { Batch } from "./batch.ts";
import { documentGuest } from "./shopper-mentions.ts";

type Uuid = IdOf<typeof ShopperId>;

interface Merging {
  readonly id: Uuid;
  readonly kind: "account" | "guest";
  readonly key: string;
  readonly merged_into: string | null;
}

/**
 * Joins guests to accounts. A guest is named by the key of its own record, or by the order it stands for.
 * @returns the accounts whose history grew by what happened before
 */
export async function recordMerges(batch: Batch): Promise<Uuid[]> {
  const entries = batch.undecided("merge");
  if (entries.length === 0) return [];
  const keys = entries.flatMap(({ record: { guest, account } }) => [guest, documentGuest("order", guest), account]);
  const { rows } = await sql<Merging>`
    select id, kind, key, merged_into from shoppers
    where source = ${batch.source} and key = any(${keys}) and kind in ('account', 'guest')
    order by id for no key update`.execute(batch.tx.db);
  const found = new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]));
  const joined = new Map<string, string>();
  for (const entry of entries) {
    const { id, at, guest, account } = entry.record;
    const from = found.get(`guest ${guest}`) ?? found.get(`guest ${documentGuest("order", guest)}`);
    const into = found.get(`account ${account}`);
    if (!from) batch.reject(entry, "guest", `names the unknown guest ${guest}; send its order or shopper record first`);
    else if (!into)
      batch.reject(entry, "account", `names the unknown account ${account}; send its shopper record first`);
    else {
      const before = joined.get(from.id) ?? from.merged_into;
      if (before === into.id) batch.know(entry);
      else if (before !== null)
        batch.reject(entry, "guest", `${guest} is merged into another account; a guest is one person`);
      else {
        joined.set(from.id, into.id);
        const data = { shopperId: into.id, guestId: from.id };
        batch.take(entry, shopperMerged({ subject: into.id, at, data, origin: batch.origin("merge", id) }));
      }
    }
  }
  const pairs = [...joined].map(([guest, account]) => ({ guest, account }));
  if (pairs.length > 0)
    await sql`
      update shoppers s set merged_into = r.account
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as r (guest uuid, account uuid)
      where s.id = r.guest`.execute(batch.tx.db);
  return [...new Set(joined.values())] as Uuid[];
}
