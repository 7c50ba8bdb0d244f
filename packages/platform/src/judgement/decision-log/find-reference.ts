import { sql } from "kysely";
import { familyOf } from "../../facts/persons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import type { Among } from "./logged-places.ts";

interface Found {
  shopper: string;
  /** Null where every decision of the shopper is meant. */
  subject: string | null;
}

/** A number in use at many shops of a retailer is held by few; more than this would be no reference. */
const mostHolders = 200;

/**
 * Which decisions a reference stands for: an identifier as it is shown (`dec_…`, `ret_…`, `inc_…`, `ord_…`, `shp_…`), or the number of an
 * order (all that was decided about it, its returns and its deliveries in trouble), of a return, or of a customer. The case of letters does not matter.
 * Numbers are looked up whole: their index finds them among millions, and a beginning would mean half of them.
 */
export async function findReference(tx: DatabaseTx, text: string): Promise<Among> {
  const decision = asId("dec", text);
  if (decision !== undefined) return { ...nobody, decision };
  const shopper = asId("shp", text);
  if (shopper !== undefined) return ofShopper(tx, shopper);
  const order = asId("ord", text);
  const ret = asId("ret", text);
  const incident = asId("inc", text);
  if (incident !== undefined) return amongOf(await incidents(tx, incident));
  if (order !== undefined) return amongOf(await documents(tx, sql`o.id = ${order}::uuid`, sql`false`));
  if (ret !== undefined) return amongOf(await documents(tx, sql`false`, sql`r.id = ${ret}::uuid`));
  const lower = text.toLowerCase();
  const spellings = [...new Set([text, lower, text.toUpperCase()])];
  return amongOf([
    ...(await documents(tx, sql`lower(o.key) = ${lower}`, sql`r.key = any(${spellings})`)),
    ...(await customers(tx, lower)),
  ]);
}

/** Every decision about a shopper, under whichever of the identifiers that were merged. */
export async function ofShopper(tx: DatabaseTx, id: string): Promise<Among> {
  const family = await familyOf(tx, id);
  const members = family.length === 0 ? [id] : family;
  return { shoppers: members, whole: members, subjects: [] };
}

const nobody: Among = { shoppers: [], whole: [], subjects: [] };

function amongOf(found: readonly Found[]): Among {
  return {
    shoppers: [...new Set(found.map(({ shopper }) => shopper))],
    whole: found.flatMap(({ shopper, subject }) => (subject === null ? [shopper] : [])),
    subjects: found.flatMap(({ subject }) => (subject === null ? [] : [subject])),
  };
}

async function documents(
  tx: DatabaseTx,
  isOrder: ReturnType<typeof sql>,
  isReturn: ReturnType<typeof sql>,
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    (select o.shopper_id as shopper, o.id as subject from orders o where ${isOrder} limit ${mostHolders})
    union
    (select r.shopper_id, r.id from orders o
     join return_lines l on l.order_id = o.id
     join returns r on r.id = l.return_id
     where ${isOrder} limit ${mostHolders})
    union
    (select ${asDecided} as shopper, i.id from orders o join incidents i on i.order_id = o.id
     where ${isOrder} limit ${mostHolders})
    union
    (select r.shopper_id, r.id from returns r where ${isReturn} limit ${mostHolders})`.execute(tx.db);
  return rows;
}

async function incidents(tx: DatabaseTx, id: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select ${asDecided} as shopper, i.id as subject from incidents i where i.id = ${id}::uuid`.execute(tx.db);
  return rows;
}

/** Who an incident `i` was decided for: the account that its guest belonged to, or belongs to since. */
const asDecided = sql`unnest(array(select i.shopper_id union select s.merged_into from shoppers s
  where s.id = i.shopper_id and s.merged_into is not null))`;

/** A guest's number is the shop's own affair and no customer number. */
async function customers(tx: DatabaseTx, lower: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select member.id as shopper, null as subject from shoppers account
    join shoppers member on member.id = account.id or member.merged_into = account.id
    where account.kind = 'account' and lower(account.key) = ${lower} limit ${mostHolders}`.execute(tx.db);
  return rows;
}

function asId(prefix: string, text: string): string | undefined {
  if (!text.startsWith(`${prefix}_`)) return undefined;
  try {
    return toUuid(prefix, text);
  } catch {
    return undefined;
  }
}
