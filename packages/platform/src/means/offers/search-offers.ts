import { type RawBuilder, sql } from "kysely";
import { toUuid } from "../../foundation/ids/index.ts";

/**
 * The condition on `offers o` that a search text stands for: a shopper's identifier, a code or its beginning, the number of a purchase, a customer
 * number, or every word as the beginning of a word of the shopper's name. Case does not matter.
 */
export function matchesOffer(text: string): RawBuilder<unknown> {
  const shopper = asShopper(text);
  if (shopper !== undefined) return ofPersons(sql`person.id = ${shopper}::uuid`);
  const lower = text.toLowerCase();
  const conditions = [
    sql`o.purchase_number = ${text}`,
    ofPersons(sql`(person.kind = 'account' and lower(person.key) = ${lower}) or ${nameHas(lower)}`),
  ];
  const code = codeBeginning(text);
  if (code !== undefined) conditions.push(sql`o.code like ${`${code}%`}`);
  return sql`(${sql.join(conditions, sql` or `)})`;
}

/** As codes are stored, in groups of four; undefined for what none can begin with. */
function codeBeginning(text: string): string | undefined {
  const symbols = text.toUpperCase().replaceAll(/[\s\-–]/g, "");
  if (!/^[2-9A-HJKMNPQRTV-Z]{2,12}$/.test(symbols)) return undefined;
  return symbols.replaceAll(/(.{4})(?=.)/g, "$1-");
}

/** Everybody who is the same person, under whichever of the identifiers that were merged. */
function ofPersons(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`o.shopper_id = any(array(
    select member.id from shoppers person
    left join shopper_contacts contact on contact.shopper_id = person.id and person.erased_at is null
    join shoppers member
      on member.id = coalesce(person.merged_into, person.id) or member.merged_into = coalesce(person.merged_into, person.id)
    where ${condition}))`;
}

function nameHas(lower: string): RawBuilder<unknown> {
  const words = lower.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return sql`false`;
  const query = words.map((word) => `'${word.replaceAll("\\", "").replaceAll("'", "''")}':*`).join(" & ");
  return sql`to_tsvector('simple', coalesce(contact.name, '')) @@ to_tsquery('simple', ${query})`;
}

function asShopper(text: string): string | undefined {
  if (!text.startsWith("shp_")) return undefined;
  try {
    return toUuid("shp", text);
  } catch {
    return undefined;
  }
}
