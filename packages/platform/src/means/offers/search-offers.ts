import { type RawBuilder, sql } from "kysely";
import { toUuid } from "../../foundation/ids/index.ts";
import { grouped, symbolsOf } from "./offer-code.ts";

/**
 * The condition on `offers o` that a search text stands for: a shopper's identifier, a code or its beginning, the number of a purchase, a customer
 * number, or every word as the beginning of a word of the shopper's name. Case does not matter.
 */
export function matchesOffer(text: string): RawBuilder<unknown> {
  const shopper = asShopper(text);
  if (shopper !== undefined) return ofPersons([sql`select ${shopper}::uuid`]);
  const lower = text.toLowerCase();
  const conditions = [
    sql`o.purchase_number = ${text}`,
    ofPersons([sql`select id from shoppers where kind = 'account' and lower(key) = ${lower}`, ...named(lower)]),
  ];
  const code = codeBeginning(text);
  if (code !== undefined) conditions.push(sql`o.code like ${`${code}%`}`);
  return sql`(${sql.join(conditions, sql` or `)})`;
}

/** As codes are stored, in groups of four; undefined for what none can begin with. */
function codeBeginning(text: string): string | undefined {
  const symbols = symbolsOf(text);
  if (!/^[2-9A-HJKMNPQRTV-Z]{2,12}$/.test(symbols)) return undefined;
  return grouped(symbols);
}

/**
 * Everybody who is the same person, under whichever of the identifiers that were merged.
 * @param found queries for their ids: apart, so that each takes its own index, where conditions joined by `or` would look at every shopper
 */
function ofPersons(found: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`o.shopper_id = any(array(
    with person as materialized (
      select coalesce(merged_into, id) as id from shoppers where id in (${sql.join(found, sql` union all `)}))
    select id from person
    union all
    select member.id from person join shoppers member on member.merged_into = person.id))`;
}

/** The query for those of whose names every word has one of these as its beginning; none where there is no word. */
function named(lower: string): RawBuilder<unknown>[] {
  const words = lower.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return [];
  const query = words.map((word) => `'${word.replaceAll("\\", "").replaceAll("'", "''")}':*`).join(" & ");
  return [
    sql`select shopper_id from shopper_contacts
      where to_tsvector('simple', coalesce(name, '')) @@ to_tsquery('simple', ${query})`,
  ];
}

function asShopper(text: string): string | undefined {
  if (!text.startsWith("shp_")) return undefined;
  try {
    return toUuid("shp", text);
  } catch {
    return undefined;
  }
}
